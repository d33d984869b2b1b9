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
