-- A unit's own papers: its half-year summary, its work plan, the experience report. The draft as it was typed last.
create table paper (
    programme text not null references programme (id),
    unit text not null,
    -- 2022H1, plan or experience.
    name text not null,
    lock bigint not null,
    draft text not null,
    saved_at timestamptz not null,
    saved_by text not null,
    primary key (programme, unit, name)
);

-- What was filed. Added, never changed, but for the head's consent.
create table paper_version (
    programme text not null references programme (id),
    unit text not null,
    name text not null,
    number bigint not null,
    content text not null,
    receipt text not null,
    fingerprint text not null,
    filed_at timestamptz not null,
    person text not null references person (id),
    person_name text not null,
    post text not null,
    agreed_at timestamptz,
    agreed_by text,
    primary key (programme, unit, name, number)
);
create index paper_version_filed on paper_version (programme, name, filed_at);
