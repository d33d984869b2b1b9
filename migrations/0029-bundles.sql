-- Many works as one file: a series, a shelf, a creator's works, as a zip of books or one book; made by a job.
create table bundles (
  id uuid primary key,
  person_id integer references people on delete cascade,
  -- Of a guest: the hash of what their address ends in.
  key_hash bytea unique,
  title text not null,
  -- Where it was asked for: the page to go back to.
  path text not null,
  shape text not null check (shape in ('zip', 'book')),
  format text not null,
  works integer[] not null,
  standing text not null default 'waiting' check (standing in ('waiting', 'running', 'done', 'failed')),
  done_works integer not null default 0,
  -- Of these works the file holds, in their order.
  held integer[] not null default '{}',
  left_out integer not null default 0,
  beyond integer not null default 0,
  bytes bigint,
  asked_at timestamptz not null,
  finished_at timestamptz,
  check ((person_id is null) <> (key_hash is null))
);
create index bundles_person on bundles (person_id);
create index bundles_age on bundles (asked_at);
-- Each person has one under way at most.
create unique index bundles_under_way on bundles (person_id) where standing in ('waiting', 'running');

-- Chapters as they lie in a book, packed: a book that is fetched again is joined from them. They go whenever a word of
-- the chapter changes, by trigger, so that no verb that forgets it can hand out an old text.
create table packed_chapters (
  chapter_id integer primary key references chapters on delete cascade,
  -- Made anew, it has another.
  made bigint not null generated always as identity,
  -- What it was made from beside the text: hashes, before and after its links were looked up.
  looked bytea not null,
  recipe bytea not null,
  crc bigint not null,
  size integer not null,
  packed_size integer not null generated always as (octet_length(packed)) stored,
  packed bytea not null,
  -- The targets it has, what it looks for in the other chapters, the pictures it names.
  ids text[] not null,
  wants text[] not null,
  pictures text[] not null,
  used_on date not null
);
alter table packed_chapters alter column packed set storage external;
create index packed_chapters_used on packed_chapters (used_on);

create function unpack_chapter() returns trigger language plpgsql as $$
begin
  delete from packed_chapters where chapter_id = new.id;
  return null;
end $$;
create trigger unpacked after update of html, summary, notes, end_notes on chapters for each row
  when ((old.html, old.summary, old.notes, old.end_notes) is distinct from (new.html, new.summary, new.notes, new.end_notes))
  execute function unpack_chapter();

-- The covers of books, drawn once; `tag` says what is written on one.
create table packed_covers (
  work_id integer primary key references works on delete cascade,
  tag text not null,
  picture bytea not null
);
alter table packed_covers alter column picture set storage external;
