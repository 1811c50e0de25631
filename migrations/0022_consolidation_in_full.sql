-- The report on the lane of societies is filed and decided on like any other: with the figures it rests on, as a nil
-- return where nothing was counted, and accepted or sent back by the office.

alter table consolidation add column nil boolean not null default false;
-- What each society had counted and the month before it when this was filed, as JSON.
alter table consolidation add column lines text not null default '[]';
alter table consolidation add column accepted_at timestamptz;
alter table consolidation add column returned_at timestamptz;
alter table consolidation add column return_reason text;
-- Post and name of whoever decided, as they were at that moment.
alter table consolidation add column decided_by text;
