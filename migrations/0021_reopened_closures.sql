-- 恢复督办: the office takes up a closed task again, with a reason. The closure stays as it was decided.
alter table closure add column reopened_at timestamptz;
alter table closure add column reopened_by text;
alter table closure add column reopen_reason text;
