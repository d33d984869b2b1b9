-- Pictures in works, re-encoded, by a hash of what is in them and whose they are. The bytes are in the folder `files`
-- of the data folder, or in a store that speaks S3.
create table images (
  hash text primary key,
  person_id integer not null references people on delete cascade,
  type text not null,
  width integer not null,
  height integer not null,
  size integer not null,
  -- as uploaded, for its maker's own list
  name text not null default '',
  alt text not null default '',
  made_at timestamptz not null
);
create index images_person on images (person_id, made_at desc);
-- Which works show it: from this follows who may see it.
create table work_images (
  work_id integer not null references works on delete cascade,
  hash text not null references images on delete cascade,
  primary key (work_id, hash)
);
create index work_images_hash on work_images (hash);
