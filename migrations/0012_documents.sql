-- Briefings and half-year summaries as the office makes them: drafted in pieces, taken step by step to signature,
-- issued, and from then on never changed.

create table document (
    id text primary key,
    programme text not null references programme (id),
    -- 2022-5 or 2022H1
    name text not null,
    lang text not null,
    stage text not null,
    -- The lock of whoever takes the next step.
    lock bigint not null,
    -- A digest of all it said when it was signed.
    signed text,
    begun_at timestamptz not null,
    unique (programme, name)
);

create table document_piece (
    document text not null references document (id),
    id text not null,
    place bigint not null,
    kind text not null,
    body text not null,
    -- The report and the text in it that this came from.
    source text,
    lock bigint not null,
    held_by text,
    held_name text,
    held_until timestamptz,
    changed_name text,
    changed_at timestamptz,
    primary key (document, id)
);

-- Whoever began it or typed in it: they neither vet nor sign.
create table document_author (
    document text not null references document (id),
    person text not null references person (id),
    primary key (document, person)
);

-- Append only: name and post are those of the moment, or of whoever signed on paper.
create table document_step (
    id text primary key,
    document text not null references document (id),
    action text not null,
    comment text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    -- Who wrote a signature on paper down.
    recorded_by text,
    at timestamptz not null
);
create index document_step_document on document_step (document, at);

-- All an issued document said, as JSON. Written once.
create table document_witness (
    document text primary key references document (id),
    issued_at timestamptz not null,
    content text not null,
    fingerprint text not null
);

-- The files made from it. Written once.
create table document_file (
    document text not null references document_witness (document),
    format text not null,
    fingerprint text not null,
    bytes bytea not null,
    primary key (document, format)
);

-- A report that a document has counted may be changed all the same, for a time.
create table lock_exception (
    id text primary key,
    programme text not null references programme (id),
    unit text not null,
    period text not null,
    reason text not null,
    expires_at timestamptz not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    at timestamptz not null,
    closed_at timestamptz,
    closed_by text
);
create index lock_exception_report on lock_exception (programme, unit, period);
