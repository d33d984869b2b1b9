-- Whoever leaves has seven days to come back; what they chose for each work waits with them.
alter table people
  add column leaves_at timestamptz,
  add column leaving jsonb;
create index people_leaving on people (leaves_at) where leaves_at is not null;

-- One archive file a person asked for, until they have fetched it or a week has passed.
create table parcels (
  id uuid primary key default gen_random_uuid(),
  person_id integer not null references people on delete cascade,
  asked_at timestamptz not null default now(),
  ready_at timestamptz,
  fault text,
  works_done integer not null default 0,
  works_all integer not null default 0,
  bytes bigint
);
create index parcels_person on parcels (person_id, asked_at desc);

-- Series of many people come to the orphan account, and may be called alike there.
alter table series add column orphaned boolean not null default false;
drop index series_once;
create unique index series_once on series (person_id, kept, coalesce(origin_url, ''), title_key) where not orphaned;

-- The look of a name whose account is gone, as a salted hash: nobody may slip into what others still remember.
create table left_names (
  salt bytea not null,
  look_hash bytea not null,
  until timestamptz not null
);
