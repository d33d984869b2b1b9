-- A tag that the archive bans: works keep it, and it is shown, listed, counted and found nowhere but in their writers'
-- forms. Whatever shows tags to readers reads `shown_tags`.
alter table tags add column banned boolean not null default false;
create view shown_tags as select * from tags where not banned;

alter table tag_changes drop constraint tag_changes_verb_check;
alter table tag_changes add constraint tag_changes_verb_check check (verb in ('make-canonical', 'make-synonym',
  'split-off', 'add-meta-tag', 'remove-meta-tag', 'add-parent', 'remove-parent', 'rename', 'change-kind', 'ban', 'unban',
  'undo'));

-- The works that bear it are told to whoever keeps a catalogue, and are to be found by other words than before.
create function show_works_without_banned() returns trigger language plpgsql as $$
begin
  if exists (select from before join after using (id) where before.banned <> after.banned) then
    update works set search_version = 0 where id in (select work_id from work_tags where tag_id in (
      select id from before join after using (id) where before.banned <> after.banned));
  end if;
  return null;
end $$;
create trigger banned_changed after update on tags referencing old table as before new table as after
  for each statement execute function show_works_without_banned();
