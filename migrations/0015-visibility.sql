-- Works that will be posted by themselves, and people whose standing a moderator changed.
alter table works drop constraint works_standing_check;
alter table works add constraint works_standing_check check (standing in ('draft', 'scheduled', 'posted', 'hidden', 'trashed'));
alter table people drop constraint people_role_check;
alter table people add constraint people_role_check check (role in ('owner', 'moderator', 'wrangler', 'member'));
alter table people
  add column standing text not null default 'active' check (standing in ('active', 'suspended', 'banned')),
  add column suspended_until timestamptz;
