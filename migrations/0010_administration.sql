-- People over time, how they come in, how the programme changes from a day on, and what they think of the board.

-- An account may open on a day that is yet to come; none if it opened when it was made. `disabled_at` may lie ahead too.
alter table person add column opens_at timestamptz;

-- What somebody is to the board from one moment to the next. The person's own row says what holds now, these what
-- held then; nothing in them is changed but the end.
create table appointment (
    id text primary key,
    person text not null references person (id),
    name text not null,
    post text not null,
    phone text not null,
    role text not null,
    unit text,
    since timestamptz not null,
    -- None while it lasts.
    until timestamptz,
    reason text not null,
    -- Whose seat it was before, after a handover.
    follows text references person (id),
    -- Post and name of whoever noted it, as they were.
    made_by text not null,
    made_at timestamptz not null
);
create index appointment_person on appointment (person, since);
insert into appointment (id, person, name, post, phone, role, unit, since, until, reason, follows, made_by, made_at)
    select id, id, name, post, phone, role, unit, created_at, disabled_at, '', null, '', created_at from person;

-- A link that works once, for choosing one's password. Of its secret only a digest is kept.
create table invitation (
    id text primary key,
    person text not null references person (id),
    hash text not null unique,
    made_by text not null,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
);
create index invitation_person on invitation (person, made_at);

-- The first day on which a file is in force; none for one that has been in force from the beginning.
alter table programme_file add column effective_from date;

-- A change that a second administrator has to confirm before it is put in force.
create table programme_proposal (
    id text primary key,
    programme text not null references programme (id),
    -- The file it was made from.
    edition bigint not null,
    source text not null,
    effective_from date not null,
    reason text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    made_at timestamptz not null,
    confirmed_at timestamptz,
    refused_at timestamptz,
    -- Post and name of whoever decided, as they were.
    decided_by text,
    refusal text
);
create index programme_proposal_programme on programme_proposal (programme, made_at);

-- Complaints and suggestions, and what the office answered. Append only: name and post are those of the moment.
create table feedback (
    id text primary key,
    body text not null,
    -- The page it is about, if one was named.
    page text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    unit text,
    at timestamptz not null
);
create index feedback_at on feedback (at);

create table feedback_answer (
    feedback text primary key references feedback (id),
    body text not null,
    name text not null,
    post text not null,
    at timestamptz not null
);
