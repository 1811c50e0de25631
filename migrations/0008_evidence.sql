-- Files that reports rest on. The bytes lie on the shelf (PILOTBOARD_FILES) under their SHA-256; a row here says
-- when they were last asked for, so that what nobody refers to any more can be thrown away without a race.
create table evidence_blob (
    sha256 text primary key,
    size bigint not null,
    claimed_at timestamptz not null
);

-- A file as it was brought: to a report as a whole, to the closure of one task, or as the sealed copy.
create table evidence (
    id text primary key,
    programme text not null,
    unit text not null,
    period text not null,
    -- report, sealed or task.NUMBER
    purpose text not null,
    -- As the unit called it; nothing is read into it.
    name text not null,
    format text not null,
    sha256 text not null references evidence_blob (sha256),
    size bigint not null,
    -- Whether the draft holds it; versions keep theirs below.
    in_draft boolean not null,
    person text not null references person (id),
    person_name text not null,
    post text not null,
    at timestamptz not null,
    foreign key (programme, unit, period) references report (programme, unit, period)
);
create index evidence_report on evidence (programme, unit, period, at);
create index evidence_of_blob on evidence (sha256);

-- What a version was filed with.
create table report_version_evidence (
    programme text not null,
    unit text not null,
    period text not null,
    number bigint not null,
    evidence text not null references evidence (id),
    primary key (programme, unit, period, number, evidence),
    foreign key (programme, unit, period, number) references report_version (programme, unit, period, number)
);
create index report_version_evidence_file on report_version_evidence (evidence);
