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
  add column icon_alt text not null default '',
  add column is_default boolean not null default false,
  -- known only to its person and the archive: nothing public ties it to the account
  add column unlinked boolean not null default false,
  -- the address of one that is unlinked: guesses nothing
  add column code text unique,
  -- what its works allow unless they say otherwise
  add column permissions jsonb;
