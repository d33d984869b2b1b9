-- KOReader's own words for a place, given back to it as they came.
create table progress (
  person_id integer not null references people on delete cascade,
  document text not null,
  progress text not null,
  percentage double precision not null check (percentage between 0 and 1),
  device text not null,
  device_id text not null default '',
  noted_at timestamptz not null,
  primary key (person_id, document)
);
create index progress_latest on progress (person_id, noted_at desc);
