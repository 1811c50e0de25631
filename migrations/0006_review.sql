-- What the office's review keeps beside the versions: grounds and days of returns, what may still be taken back,
-- comments, and the consolidating unit's note on its lane.

alter table report_version add column return_ground text;
-- The day by which the unit is asked to file again.
alter table report_version add column return_until date;

-- Every decision on a report, by the lock it left the report at: nothing has followed it while that lock stands.
create table report_decision (
    programme text not null,
    unit text not null,
    period text not null,
    lock bigint not null,
    version bigint not null,
    action text not null,
    state_before text not null,
    person text not null,
    at timestamptz not null,
    -- When the same person took it back.
    undone_at timestamptz,
    primary key (programme, unit, period, lock),
    foreign key (programme, unit, period) references report (programme, unit, period)
);

-- Append only: name and post are those of the moment.
create table report_comment (
    id text primary key,
    programme text not null,
    unit text not null,
    period text not null,
    version bigint not null,
    body text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    at timestamptz not null,
    foreign key (programme, unit, period) references report (programme, unit, period)
);
create index report_comment_report on report_comment (programme, unit, period, at);

-- The note on a period's lane of societies, a filed report itself: an amended one is another number.
create table consolidation (
    programme text not null references programme (id),
    period text not null,
    number bigint not null,
    body text not null,
    -- Ids of the units whose reports were in, and of those missing, as JSON.
    covers text not null,
    missing text not null,
    receipt text not null,
    fingerprint text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    at timestamptz not null,
    primary key (programme, period, number)
);
