-- Every change of a work or a chapter raises its version: a form that was opened on an older one meets a conflict
-- instead of writing over what came since (docs/decisions/016-writing.md).
alter table works
  add column version integer not null default 1,
  add column comments_from text not null default 'members' check (comments_from in ('everyone', 'members', 'nobody')),
  add column comments_moderated boolean not null default false,
  -- when it posts itself: the moment, and the day and hour as its writer set them, in their zone
  add column posts_at timestamptz,
  add column posts_local text,
  add column posts_zone text,
  -- 'silent': whoever follows it is not told
  add column announced boolean not null default true;
alter table chapters
  add column version integer not null default 1,
  add column posts_at timestamptz,
  add column posts_local text,
  add column posts_zone text,
  add column announced boolean not null default true;
create index works_due on works (posts_at) where standing = 'scheduled';
create index chapters_due on chapters (posts_at) where standing = 'draft' and posts_at is not null;

-- What somebody is typing, as they typed it: kept every few seconds, gone when it is saved or thrown away. `key` is the
-- form's own, made when it was opened.
create table manuscripts (
  key uuid primary key,
  person_id integer not null references people on delete cascade,
  -- absent: a new work; and a chapter absent: the work's own form, or a new chapter
  work_id integer references works on delete cascade,
  chapter_id integer references chapters on delete cascade,
  part text not null check (part in ('work', 'chapter')),
  fields jsonb not null,
  -- the version of the work or chapter that was being edited
  base integer,
  -- raised by every keeping: two windows on one form meet here
  version integer not null default 1,
  begun_at timestamptz not null,
  kept_at timestamptz not null
);
create index manuscripts_person on manuscripts (person_id, kept_at desc);
create index manuscripts_work on manuscripts (work_id);
create index manuscripts_chapter on manuscripts (chapter_id);

-- A form that made something: sent again, by a second click or a browser that tries again, it leads to the same thing.
create table submissions (
  key uuid not null,
  person_id integer not null references people on delete cascade,
  work_id integer references works on delete cascade,
  chapter_id integer,
  made_at timestamptz not null,
  primary key (person_id, key)
);
create index submissions_work on submissions (work_id);
create index submissions_aged on submissions (made_at);
