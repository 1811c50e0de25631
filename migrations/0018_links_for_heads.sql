-- A link under which the head of a unit reads a report without signing in. One is open at a time; a new one ends the
-- old. Of the secret nothing is kept: the address holds the id and a mark that only this board can make.
create table head_link (
    id text primary key,
    programme text not null references programme (id),
    unit text not null,
    period text not null,
    made_by text not null references person (id),
    made_at timestamptz not null,
    -- It ends by itself then, or before by somebody's hand.
    until timestamptz not null,
    ended_at timestamptz
);
create index head_link_report on head_link (programme, unit, period, made_at);
