-- What leaders and the office say about a task, a unit, a target or a request, and what units answer.
-- Append only: name, post and unit are those of the moment, as under a signed paper.

create table note (
    id text primary key,
    programme text not null references programme (id),
    subject text not null,
    kind text not null,
    body text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    unit text,
    at timestamptz not null
);
create index note_programme on note (programme, at);

-- The units a note goes to, in the order of the programme.
create table note_addressee (
    note text not null references note (id),
    place bigint not null,
    unit text not null,
    primary key (note, unit)
);

create table note_reply (
    id text primary key,
    note text not null references note (id),
    body text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    unit text,
    at timestamptz not null
);
create index note_reply_note on note_reply (note, at);
