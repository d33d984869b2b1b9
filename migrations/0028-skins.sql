-- Style sheets that members write: work skins go with a work's text, site skins dress the whole archive for who chose them.
create table skins (
  id integer primary key generated always as identity,
  person_id integer not null references people on delete cascade,
  kind text not null check (kind in ('work', 'site')),
  title text not null,
  title_key text not null generated always as (lower(title)) stored,
  about text not null default '',
  -- As typed; and what may be served, with what the form without CSS says before it.
  given text not null default '',
  css text not null default '',
  -- Of the form without CSS: font, sizes, colours, as typed.
  choices jsonb not null default '{}',
  -- Beside the archive's own look, or instead of it.
  role text not null default 'add' check (role in ('add', 'replace')),
  -- Names of the widths, printers and colour schemes it is for; none: all.
  media text[] not null default '{}',
  -- 'offered' waits for a moderator; 'approved' is everybody's, and fixed for who made it.
  standing text not null default 'own' check (standing in ('own', 'offered', 'approved')),
  -- Of what it says: part of its address, so that browsers may keep it for ever, and that only its readers know.
  stamp text not null,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index skins_title on skins (title_key);
create index skins_person on skins (person_id);
create index skins_shown on skins (kind, title_key) where standing = 'approved';
create index skins_offered on skins (changed_at) where standing = 'offered';
-- What a site skin is built on, in this order.
create table skin_parents (
  skin_id integer not null references skins on delete cascade,
  parent_id integer not null references skins on delete cascade,
  position integer not null,
  primary key (skin_id, parent_id)
);
create index skin_parents_parent on skin_parents (parent_id);
-- Pictures it shows: who sees the skin sees them.
create table skin_images (
  skin_id integer not null references skins on delete cascade,
  hash text not null,
  primary key (skin_id, hash)
);
create index skin_images_hash on skin_images (hash);
-- What somebody is trying on and has not saved: the last of each, until they save.
create table skin_trials (
  person_id integer primary key references people on delete cascade,
  css text not null,
  stamp text not null unique,
  tried_at timestamptz not null
);
alter table works add column skin_id integer references skins on delete set null;
create index works_skin on works (skin_id) where skin_id is not null;
-- The site skin a person wears on all their devices.
alter table people add column skin_id integer references skins on delete set null;
create index people_skin on people (skin_id) where skin_id is not null;
