-- Many works as one file: a series, a shelf, a creator's works, as a zip of books or one book; made by a job.
create table bundles (
  id uuid primary key,
  person_id integer references people on delete cascade,
  title text not null,
  shape text not null check (shape in ('zip', 'book')),
  format text not null,
  works integer[] not null,
  standing text not null default 'waiting' check (standing in ('waiting', 'running', 'done', 'failed')),
  done_works integer not null default 0,
  left_out integer not null default 0,
  bytes bigint,
  asked_at timestamptz not null,
  finished_at timestamptz
);
create index bundles_person on bundles (person_id);
create index bundles_age on bundles (asked_at);
