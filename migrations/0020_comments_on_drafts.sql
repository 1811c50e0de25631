-- A draft counts its versions, and what is said of a piece of it stays until somebody has settled it.

alter table document add column version bigint not null default 1;

create table document_comment (
    id text primary key,
    document text not null references document (id),
    -- The piece it is about, which may be gone by now.
    piece text not null,
    body text not null,
    person text not null references person (id),
    name text not null,
    post text not null,
    at timestamptz not null,
    settled_name text,
    settled_at timestamptz
);
create index document_comment_document on document_comment (document, at);
