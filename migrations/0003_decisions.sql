-- 议定事项: what a meeting settled, in the words of the moment. A row is never changed; what became of it is another row.

create table decision (
    id text primary key,
    programme text not null references programme (id),
    -- Counted within the programme.
    number bigint not null,
    wording text not null,
    due date not null,
    -- The day as at which the meeting looked at the programme.
    position_on date not null,
    name text not null,
    post text not null,
    decided_at timestamptz not null,
    unique (programme, number)
);

-- Who does it, in the order in which they were named.
create table decision_unit (
    decision text not null references decision (id),
    place bigint not null,
    unit text not null,
    primary key (decision, place)
);

create table decision_done (
    decision text primary key references decision (id),
    wording text not null,
    name text not null,
    post text not null,
    done_at timestamptz not null
);
