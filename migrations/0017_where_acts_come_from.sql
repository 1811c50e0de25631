-- The network an act came from, an IPv4 /24 or an IPv6 /48. Empty for what the board does by itself, for what is
-- done at the shell, and for entries made before networks were kept.
alter table audit add column network text not null default '';
