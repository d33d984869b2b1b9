-- Where a reader stopped, one for each work; the latest word counts, whichever device it came from.
create table places (
  person_id integer not null references people on delete cascade,
  work_id integer not null references works on delete cascade,
  -- Null: the chapter is gone; the share of the work still says about where it was.
  chapter_id integer references chapters on delete set null,
  -- The n-th block of the chapter's text, from 0.
  paragraph integer not null default 0 check (paragraph >= 0),
  -- Of the whole work that lies behind the reader, 0 to 1.
  share real not null default 0 check (share between 0 and 1),
  -- What the device calls itself; empty: a browser.
  device text not null default '',
  -- When it was read, by the reader's clock, never later than when it came.
  noted_at timestamptz not null,
  -- The posted chapters the reader has seen listed: every other is new to them.
  known integer[] not null default '{}',
  primary key (person_id, work_id)
);
create index places_work on places (work_id);
create index places_latest on places (person_id, noted_at desc);
