-- What the board says by itself or for the office to people who are not looking at it: reminders, chases, issued
-- documents; and what each became of.

-- Where a person is written to, and in which language.
alter table person add column email text not null default '';
alter table person add column language text not null default 'zh-Hans';

-- A unit was reminded of a report on an occasion. Of several boards that ask, one takes it.
create table reminder (
    programme text not null references programme (id),
    unit text not null,
    period text not null,
    occasion text not null,
    raised_at timestamptz not null,
    -- Who of the office sent it by hand; none where the board did.
    raised_by text,
    primary key (programme, unit, period, occasion)
);

-- The outbox, and afterwards the log. One row goes to one person by one way.
create table message (
    id text primary key,
    programme text not null references programme (id),
    -- What it is about, for nobody to be told the same twice: `report soc_food 2022-07 late`.
    cause text not null,
    unit text,
    -- The report it reminds of; it is not sent once that is in.
    period text,
    -- Id of the person; empty for an address of a list, and for a bot.
    person text not null,
    name text not null,
    post text not null,
    way text not null,
    address text not null,
    language text not null,
    subject text not null,
    body text not null,
    made_at timestamptz not null,
    -- After this moment it says nothing that is still true.
    until_at timestamptz not null,
    state text not null,
    tries bigint not null,
    next_at timestamptz not null,
    -- Whoever is sending it has it until then.
    held_until timestamptz,
    settled_at timestamptz,
    -- Why it was not sent, in a word or a code of the other side; never an address.
    outcome text not null,
    unique (programme, cause, way, person, address)
);
create index message_waiting on message (state, next_at);
create index message_made on message (programme, made_at);

-- Files that go with messages, each kept once.
create table message_file (
    message text not null references message (id),
    place bigint not null,
    name text not null,
    media text not null,
    digest text not null,
    primary key (message, place)
);
create table message_bytes (
    digest text primary key,
    bytes bytea not null
);

-- To whom issued documents go: 报, 送 or 发.
create table recipient (
    id text primary key,
    programme text not null references programme (id),
    kind text not null,
    name text not null,
    address text not null,
    language text not null,
    added_at timestamptz not null,
    removed_at timestamptz
);
create index recipient_programme on recipient (programme, added_at);

-- The address under which a person's calendar is read. Of its secret only a digest is kept.
create table calendar_link (
    id text primary key,
    person text not null references person (id),
    hash text not null unique,
    language text not null,
    made_at timestamptz not null,
    revoked_at timestamptz
);
create index calendar_link_person on calendar_link (person, made_at);

-- Rungs of the ladder of a late task. The words stand in the note; here what was asked with them.
create table note_rung (
    note text primary key references note (id),
    rung text not null,
    -- The occurrence of the task that is late.
    due date not null,
    -- A reply is expected by the end of this day.
    answer_by date not null,
    -- In whose name it was written, with the post, where that is not who wrote it.
    in_name text,
    in_post text
);

-- The day by which a reply promises the work.
create table note_promise (
    reply text primary key references note_reply (id),
    day date not null
);
