-- What was done to the tag graph, by whom, and how it stood before and after: enough to undo it. One change at a time
-- is written (tags/change-tags.ts holds a lock until it commits), so the numbers follow the order of the commits.
create table tag_changes (
  id integer generated always as identity primary key,
  made_at timestamptz not null default now(),
  -- null: the program itself, or a person who has left
  person_id integer references people on delete set null,
  verb text not null check (verb in ('make-canonical', 'make-synonym', 'split-off', 'add-meta-tag', 'remove-meta-tag',
    'add-parent', 'remove-parent', 'rename', 'change-kind', 'undo')),
  -- what the verb was said of: the tag, then the one it was tied to, if any
  about integer[] not null,
  -- every tag that it touched
  touched integer[] not null,
  -- {"tags": [...], "parents": [[child, parent]], "metaTags": [[tag, meta]]}: what was there before and not after, and
  -- what is there after and was not before
  before jsonb not null,
  after jsonb not null,
  undoes integer references tag_changes,
  undone_by integer references tag_changes
);
create index tag_changes_touched on tag_changes using gin (touched);
create index tag_changes_person on tag_changes (person_id) where person_id is not null;
