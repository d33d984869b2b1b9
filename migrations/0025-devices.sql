-- Keys for programs: an e-reader's catalogue, a feed reader, KOReader's progress. Each opens one kind of door and nothing
-- else of the account, and ends alone.
create table device_keys (
  id integer primary key generated always as identity,
  person_id integer not null references people on delete cascade,
  use text not null check (use in ('catalogue', 'feeds', 'progress')),
  -- What its person calls the device.
  label text not null check (label <> ''),
  -- SHA-256 of the key; for progress of the MD5 that KOReader sends in its place.
  key_hash bytea not null unique,
  made_at timestamptz not null,
  used_at timestamptz
);
create index device_keys_person on device_keys (person_id);
