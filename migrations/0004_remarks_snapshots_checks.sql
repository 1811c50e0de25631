-- What the office adds beside the conclusion of the overview. Append only: the newest stands, an empty one takes it down.

create table remark (
    id text primary key,
    programme text not null references programme (id),
    body text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    unit text,
    at timestamptz not null
);
create index remark_programme on remark (programme, at);

-- A link that opens one meeting as at one day, for whoever holds it. Of its secret only a digest is kept.
create table snapshot (
    id text primary key,
    programme text not null references programme (id),
    hash text not null unique,
    position_on date not null,
    name text not null,
    post text not null,
    unit text,
    made_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by text
);
create index snapshot_programme on snapshot (programme, made_at);

-- Self-checks: the name is the night, so that of several instances one does it, or that of a request.
create table self_check (
    name text primary key,
    begun_at timestamptz not null,
    finished_at timestamptz,
    figures bigint not null,
    -- The figures that do not agree, as JSON.
    differing text not null,
    chains bigint not null,
    entries bigint not null,
    -- Where the audit chain breaks first.
    broken_chain text,
    broken_seq bigint
);
create index self_check_finished on self_check (finished_at);

create index audit_at on audit (at);
