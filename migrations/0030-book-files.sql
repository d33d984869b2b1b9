-- The books that were handed out, by what KOReader calls them (a digest of parts of the file): so that a place kept on
-- an e-reader is found again in the work, whichever version of the book it was read in.
create table book_files (
  digest text primary key,
  work_id integer not null references works on delete cascade,
  -- In the order of the book's parts: the chapter of each, null for the preface and the afterword.
  parts integer[] not null,
  made_at timestamptz not null
);
create index book_files_work on book_files (work_id);
