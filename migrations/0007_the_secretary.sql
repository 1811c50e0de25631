-- What goes with a version besides what it says: why it came late, and which questions the filer has looked into.
create table report_circumstance (
    programme text not null,
    unit text not null,
    period text not null,
    number bigint not null,
    late_reason text,
    -- The questions with a tick, as a JSON list of their keys.
    checked text not null,
    primary key (programme, unit, period, number),
    foreign key (programme, unit, period, number) references report_version (programme, unit, period, number)
);

-- A day asked for in place of the day something is due: an occurrence of a task, or a month's report of one unit.
-- The day that was due is never changed; an agreed row stands beside it.
create table extension (
    id text primary key,
    programme text not null references programme (id),
    unit text not null,
    -- The task; none for a report.
    task text,
    -- The period of the report; none for a task.
    period text,
    -- The day it is due as printed.
    due date not null,
    reason text not null,
    wanted date not null,
    asked_at timestamptz not null,
    asked_by text not null,
    agreed_at timestamptz,
    refused_at timestamptz,
    decided_by text,
    refusal text
);
create index extension_programme on extension (programme, asked_at);
