-- Files by what is in them: icons, later pictures in works.
create table files (
  hash text primary key,
  type text not null,
  bytes bytea not null,
  made_at timestamptz not null default now()
);

alter table pen_names
  add column about text not null default '',
  add column about_given text,
  add column icon text references files (hash),
  -- the same picture for screens of twice the dots
  add column icon_double text references files (hash),
  add column icon_alt text not null default '',
  add column is_default boolean not null default false,
  -- known only to its person and the archive: nothing public ties it to the account
  add column unlinked boolean not null default false,
  -- the address of one that is unlinked: guesses nothing
  add column code text unique,
  -- what its works allow unless they say otherwise
  add column permissions jsonb,
  add constraint pen_names_unlinked check (not unlinked or (person_id is not null and code is not null and not is_default));

-- Everyone signs with one of theirs where nothing else is said: the one called like the account, else the first.
update pen_names set is_default = true where id in (
  select distinct on (pens.person_id) pens.id from pen_names as pens join people on people.id = pens.person_id
  order by pens.person_id, pens.name_key = people.name_key desc, pens.id);
create unique index pen_names_default on pen_names (person_id) where is_default;

create function first_pen_name() returns trigger language plpgsql as $$
begin
  if not exists (select from pen_names where person_id = new.person_id and is_default) then
    new.is_default := true;
  end if;
  return new;
end $$;
create trigger first_is_default before insert on pen_names for each row
  when (new.person_id is not null and not new.is_default and not new.unlinked) execute function first_pen_name();

-- A name that changes changes every work it signs: their downloads are new versions. By triggers, so that no verb that
-- renames can forget. An account's name stands beside its pen names, except beside one that is not shown to be theirs.
create function pen_name_resigns() returns trigger language plpgsql as $$
begin
  update works set changed_at = greatest(now(), changed_at + interval '1 millisecond')
    where id in (select work_id from creatorships where pen_name_id = new.id
      union select work_id from chapter_creatorships join chapters on chapters.id = chapter_id where pen_name_id = new.id);
  return null;
end $$;
create trigger resigned after update of name, unlinked, code on pen_names for each row
  when (old.name is distinct from new.name or old.unlinked is distinct from new.unlinked) execute function pen_name_resigns();

create function account_resigns() returns trigger language plpgsql as $$
begin
  update works set changed_at = greatest(now(), changed_at + interval '1 millisecond')
    where id in (select work_id from creatorships join pen_names on pen_names.id = pen_name_id
      where person_id = new.id and not unlinked
      union select work_id from chapter_creatorships join chapters on chapters.id = chapter_id
        join pen_names on pen_names.id = pen_name_id where person_id = new.id and not unlinked);
  return null;
end $$;
create trigger resigned after update of name on people for each row
  when (old.name is distinct from new.name) execute function account_resigns();

-- An icon belongs to one pen name and goes with it, however that goes.
create function icons_go() returns trigger language plpgsql as $$
begin
  delete from files where hash in (old.icon, old.icon_double)
    and not exists (select from pen_names where hash in (icon, icon_double));
  return null;
end $$;
create trigger icons_gone after delete on pen_names for each row
  when (old.icon is not null) execute function icons_go();
create trigger icons_changed after update of icon on pen_names for each row
  when (old.icon is distinct from new.icon and old.icon is not null) execute function icons_go();
