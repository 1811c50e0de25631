-- How the office has decided to read what the circular leaves open. Append only: of one reading the decision made last
-- holds, from its day on; name and post are those of the moment.
create table reading_decision (
    id text primary key,
    programme text not null references programme (id),
    reading text not null,
    -- The reading chosen: the one that was in force, or the id of another.
    choice text not null,
    basis text not null,
    effective_from date not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    decided_at timestamptz not null
);
create index reading_decision_programme on reading_decision (programme, decided_at);

-- What filing costs: sums for a period and a section of the form, of nobody in particular.
create table effort (
    programme text not null references programme (id),
    period text not null,
    section text not null,
    -- Seconds somebody was at the form.
    seconds bigint not null,
    -- How many reports were submitted, and of their fields how many came filled and how many were typed.
    filings bigint not null,
    given bigint not null,
    typed bigint not null,
    primary key (programme, period, section)
);
