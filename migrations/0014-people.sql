alter table people
  add column profile_title text not null default '',
  add column profile_text text not null default '',
  add column profile_given text,
  add column preferences jsonb not null default '{}';

create table blocks (
  person_id integer not null references people on delete cascade,
  blocked_id integer not null references people on delete cascade,
  made_at timestamptz not null default now(),
  primary key (person_id, blocked_id),
  check (person_id <> blocked_id)
);
create index blocks_blocked on blocks (blocked_id);

create table mutes (
  person_id integer not null references people on delete cascade,
  muted_id integer not null references people on delete cascade,
  made_at timestamptz not null default now(),
  primary key (person_id, muted_id),
  check (person_id <> muted_id)
);
create index mutes_muted on mutes (muted_id);


-- An account one hides is a person one mutes: one thing, not two.
insert into mutes (person_id, muted_id, made_at)
  select person_id, account_id, hidden_at from hidden_creators where account_id is not null;
delete from hidden_creators where account_id is not null;
alter table hidden_creators drop column account_id;
alter table hidden_creators alter column pen_name_id set not null;
