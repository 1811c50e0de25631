-- The shared dialect of SQLite and PostgreSQL: text ids made in Rust, bigint, timestamptz, date, boolean.

create table programme (
    id text primary key,
    -- Grows with every write; whatever is computed may be kept under it.
    revision bigint not null,
    example boolean not null
);

-- The programme files that have been in force, the newest last. A file is never changed, only followed by another.
create table programme_file (
    programme text not null references programme (id),
    number bigint not null,
    source text not null,
    reason text not null,
    installed_by text not null,
    installed_at timestamptz not null,
    primary key (programme, number)
);

create table person (
    id text primary key,
    login text not null unique,
    name text not null,
    post text not null,
    phone text not null,
    role text not null,
    unit text,
    password text not null,
    created_at timestamptz not null,
    disabled_at timestamptz
);

-- Only the SHA-256 of a session's secret is kept.
create table session (
    hash text primary key,
    person text not null references person (id),
    csrf text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null
);
create index session_person on session (person);

create table token (
    id text primary key,
    person text not null references person (id),
    hash text not null unique,
    label text not null,
    created_at timestamptz not null,
    revoked_at timestamptz
);

-- Failed sign-ins, by account and network, and by account alone.
create table sign_in_failure (
    key text primary key,
    failures bigint not null,
    since timestamptz not null,
    closed_until timestamptz not null
);

create table report (
    programme text not null references programme (id),
    unit text not null,
    period text not null,
    state text not null,
    -- The lock of whoever writes next.
    lock bigint not null,
    -- The number of the last version submitted; 0 before the first.
    version bigint not null,
    draft text not null,
    -- Why an accepted report is being corrected.
    correction text,
    author text,
    saved_at timestamptz not null,
    primary key (programme, unit, period)
);

create table report_version (
    programme text not null,
    unit text not null,
    period text not null,
    number bigint not null,
    content text not null,
    correction text,
    receipt text not null,
    fingerprint text not null,
    submitted_at timestamptz not null,
    submitted_by text not null,
    confirmed_at timestamptz,
    confirmed_by text,
    forwarded_at timestamptz,
    forwarded_by text,
    returned_at timestamptz,
    returned_by text,
    return_field text,
    return_reason text,
    accepted_at timestamptz,
    accepted_by text,
    primary key (programme, unit, period, number),
    foreign key (programme, unit, period) references report (programme, unit, period)
);

create table closure (
    id text primary key,
    programme text not null references programme (id),
    task text not null,
    due date,
    unit text not null,
    period text not null,
    version bigint not null,
    finished_on date not null,
    evidence text not null,
    requested_at timestamptz not null,
    requested_by text not null,
    confirmed_at timestamptz,
    confirmed_by text,
    returned_at timestamptz,
    returned_by text,
    return_reason text
);
create index closure_programme on closure (programme, requested_at);

-- What has been done once and must not be done again.
create table idempotency (
    person text not null,
    key text not null,
    route text not null,
    request text not null,
    status bigint not null,
    answer text not null,
    at timestamptz not null,
    primary key (person, key)
);

-- Append only. Each row's hash covers the row before it in the same chain.
create table audit (
    chain text not null,
    seq bigint not null,
    at timestamptz not null,
    person text not null,
    role text not null,
    action text not null,
    object text not null,
    outcome text not null,
    before_digest text not null,
    after_digest text not null,
    request text not null,
    hash text not null,
    primary key (chain, seq)
);

create table audit_head (
    chain text primary key,
    seq bigint not null,
    hash text not null
);

create table setting (
    key text primary key,
    value text not null
);
