-- Pictures in works, re-encoded, by a hash of what came out. The bytes are in the folder `files` of the data folder, or
-- in a store that speaks S3: this row first, then the bytes, both in one transaction; and the other way round when they go.
create table image_files (
  hash text primary key,
  type text not null,
  width integer not null,
  height integer not null,
  -- widths of the smaller ones beside it
  widths integer[] not null,
  moving boolean not null,
  -- bytes, of all sizes together
  size integer not null
);
-- Whose they are: the same picture may be several people's, and nobody learns of it.
create table images (
  hash text not null references image_files,
  person_id integer not null references people on delete cascade,
  -- as uploaded, for its owner's own list
  name text not null default '',
  alt text not null default '',
  made_at timestamptz not null,
  -- when it was last put into a work or taken out of one
  used_at timestamptz not null,
  primary key (person_id, hash)
);
create index images_hash on images (hash);
create index images_used on images (used_at);
-- Which works show it: from this follows who may see it.
create table work_images (
  work_id integer not null references works on delete cascade,
  hash text not null references image_files on delete cascade,
  -- 'read': where its readers see it; 'waiting': in a chapter that is not posted; 'former': in what the work once was
  place text not null check (place in ('read', 'waiting', 'former')),
  primary key (work_id, hash)
);
create index work_images_hash on work_images (hash);
-- Chapters with pictures of ours, so that no other text of a long work is read when one chapter of it is saved.
create index chapters_pictured on chapters (work_id)
  where html like '%/images/%' or notes like '%/images/%' or end_notes like '%/images/%';
