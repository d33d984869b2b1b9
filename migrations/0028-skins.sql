-- Style sheets that members write: work skins go with a work's text, site skins dress the whole archive for who chose them.
create table skins (
  id integer primary key generated always as identity,
  person_id integer references people on delete cascade,
  kind text not null check (kind in ('work', 'site')),
  title text not null,
  title_key text not null generated always as (lower(title)) stored,
  about text not null default '',
  -- As typed, and as it may be served.
  given text not null default '',
  css text not null default '',
  version integer not null default 1,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index skins_title on skins (title_key);
create index skins_person on skins (person_id);
alter table works add column skin_id integer references skins on delete set null;
create index works_skin on works (skin_id) where skin_id is not null;
