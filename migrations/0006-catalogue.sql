-- What readers make of a work, counted. Written by those who count; the catalogue sorts and filters by it.
create table work_counts (
  work_id integer primary key references works on delete cascade,
  kudos integer not null default 0 check (kudos >= 0),
  hits integer not null default 0 check (hits >= 0),
  comments integer not null default 0 check (comments >= 0),
  bookmarks integer not null default 0 check (bookmarks >= 0)
);

-- What changed, for every process that keeps the catalogue in memory: the number of a work or a tag, or the two ends
-- of an edge between tags, never what became of it; who reads it looks at the row itself. Triggers write it, so that
-- no verb, no import, no hand at psql can forget. Once a transaction for each thing: `txid` tells a reader what
-- commits after what it has seen (docs/decisions/011-change-log.md).
create table change_log (
  txid xid8 not null default pg_current_xact_id(),
  what text not null check (what in ('work', 'tag', 'meta', 'parent')),
  a integer not null,
  b integer not null default 0,
  at timestamptz not null default now(),
  primary key (txid, what, a, b)
);

-- Each snapshot of the catalogue that was written to a file, and up to where it had read. A file whose mark is not
-- here belongs to another database, or to a later state of this one than was restored.
create table catalogue_marks (
  id uuid primary key,
  seen xid8 not null,
  made_at timestamptz not null default now()
);
-- The log is kept from here on; what was before has been thrown away.
create table change_log_start (
  single boolean primary key default true check (single),
  txid xid8 not null default '0'
);
insert into change_log_start default values;

create function log_works() returns trigger language plpgsql as $$
begin
  insert into change_log (what, a) select distinct 'work', id from changed on conflict do nothing;
  return null;
end $$;
create function log_works_of() returns trigger language plpgsql as $$
begin
  insert into change_log (what, a) select distinct 'work', work_id from changed on conflict do nothing;
  return null;
end $$;
create function log_works_of_pen_names() returns trigger language plpgsql as $$
begin
  insert into change_log (what, a) select distinct 'work', work_id from changed
    join creatorships on creatorships.pen_name_id = changed.id on conflict do nothing;
  return null;
end $$;
create function log_tags() returns trigger language plpgsql as $$
begin
  insert into change_log (what, a) select distinct 'tag', id from changed on conflict do nothing;
  return null;
end $$;
create function log_meta_tags() returns trigger language plpgsql as $$
begin
  insert into change_log (what, a, b) select distinct 'meta', tag_id, meta_id from changed on conflict do nothing;
  return null;
end $$;
create function log_tag_parents() returns trigger language plpgsql as $$
begin
  insert into change_log (what, a, b) select distinct 'parent', child_id, parent_id from changed on conflict do nothing;
  return null;
end $$;

do $$
declare
  one text[];
begin
  foreach one slice 1 in array array[
    array['works', 'log_works'], array['work_tags', 'log_works_of'], array['creatorships', 'log_works_of'],
    array['series_works', 'log_works_of'], array['work_counts', 'log_works_of'],
    array['pen_names', 'log_works_of_pen_names'],
    array['tags', 'log_tags'], array['meta_tags', 'log_meta_tags'], array['tag_parents', 'log_tag_parents']]
  loop
    execute format('create trigger log_new after insert on %I referencing new table as changed for each statement execute function %I()', one[1], one[2]);
    execute format('create trigger log_changed after update on %I referencing new table as changed for each statement execute function %I()', one[1], one[2]);
    execute format('create trigger log_gone after delete on %I referencing old table as changed for each statement execute function %I()', one[1], one[2]);
  end loop;
end $$;
