-- What became of a work, day by day, for its writer: as the counts stood when the day ended.
create table work_days (
  work_id integer not null references works on delete cascade,
  day date not null,
  hits integer not null default 0,
  kudos integer not null default 0,
  comments integer not null default 0,
  bookmarks integer not null default 0,
  primary key (work_id, day)
);
-- Who has been here today, as marks that nobody can turn back into an address: salted anew each day, then forgotten.
create table work_visits (
  work_id integer not null references works on delete cascade,
  day date not null,
  visitor bytea not null,
  primary key (work_id, day, visitor)
);
create index work_visits_day on work_visits (day);
