-- What a reader did with a work: opened it so often, wants it later, is reading it, has read it, dropped it; a note to
-- themselves. A work that is deleted leaves its line, without a title.
create table readings (
  id integer primary key generated always as identity,
  person_id integer not null references people on delete cascade,
  work_id integer references works on delete set null,
  visits integer not null default 0,
  first_at timestamptz,
  last_at timestamptz,
  state text check (state in ('later', 'reading', 'read', 'dropped')),
  state_at timestamptz,
  note text not null default '',
  -- Where it stands in the history: the latest visit or mark; of a mere note, when it was first written.
  at timestamptz not null,
  -- When its reader last had the work before them, and how many chapters it had then: what came after is new to them.
  seen_at timestamptz not null,
  seen_chapters integer not null default 0
);
create unique index readings_once on readings (person_id, work_id);
create index readings_work on readings (work_id);
create index readings_state on readings (person_id, state, state_at desc) where state is not null;
create index readings_latest on readings (person_id, at desc);
