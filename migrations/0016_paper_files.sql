-- What the papers of units are handed in with: a content on the shelf that a draft, or a version that was filed,
-- rests on. Name and size stand in the draft and in the version.
create table paper_file (
    programme text not null,
    unit text not null,
    name text not null,
    sha256 text not null references evidence_blob (sha256),
    filed boolean not null,
    primary key (programme, unit, name, sha256),
    foreign key (programme, unit, name) references paper (programme, unit, name)
);
create index paper_file_of_blob on paper_file (sha256);
