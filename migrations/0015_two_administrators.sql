-- What two administrators decide about a person, and who sits on the seats of the leading group and its office.

-- A change of a person that gives the rights of the office or of an administrator, until another one confirms it.
create table person_proposal (
    id text primary key,
    person text not null references person (id),
    name text not null,
    post text not null,
    phone text not null,
    role text not null,
    unit text,
    reason text not null,
    proposed_by text not null references person (id),
    -- Post and name of whoever proposed it, as they were.
    proposed_as text not null,
    made_at timestamptz not null,
    confirmed_at timestamptz,
    refused_at timestamptz,
    decided_as text,
    refusal text
);
create index person_proposal_person on person_proposal (person, made_at);

-- Who holds a seat of the programme from one day to another. Nothing in it is changed but the end.
create table seat_holder (
    id text primary key,
    programme text not null references programme (id),
    -- The body and the post, as the programme names them.
    seat text not null,
    person text not null references person (id),
    -- The name as it was.
    name text not null,
    since date not null,
    -- The last day; none while it lasts.
    until date,
    reason text not null,
    made_as text not null,
    made_at timestamptz not null
);
create index seat_holder_programme on seat_holder (programme, seat, since);
