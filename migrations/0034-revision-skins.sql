-- The work skin a work wore when a version of its own fields was kept. Unknown of versions kept before this.
alter table work_revisions
  add column skin_id integer references skins on delete set null,
  add column dressed boolean;
create index work_revisions_skin on work_revisions (skin_id) where skin_id is not null;
