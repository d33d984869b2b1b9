-- A keeper brings in the works of others, whose leave was given: by whom, when and how, and where the writers can be
-- reached. Null: a run like any other.
alter table import_runs add column leave jsonb;

-- Under which pen name the keeper stands beside the writers' names, until a writer has taken the work over.
alter table held_permissions add column archivist integer references pen_names on delete set null;
create index held_permissions_archivist on held_permissions (archivist);

-- One letter for all the works of a run: `letter_hash` opens all of them, and `batch` is the run until it is sent.
alter table claims
  add column batch uuid,
  add column letter_hash bytea,
  add column invitation text,
  drop constraint claims_outcome_check,
  add constraint claims_outcome_check check (outcome in ('claimed', 'removed', 'orphaned', 'declined'));
create index claims_letter on claims (letter_hash) where letter_hash is not null;
create index claims_batch on claims (batch) where batch is not null;
create index claims_sent_to on claims (sent_to) where outcome is null;

-- Whoever has this address said: no more letters about works, or no works of mine here at all; or a keeper did.
create table refused_addresses (
  address text primary key,
  imports boolean not null,
  by_person integer references people on delete set null,
  refused_at timestamptz not null
);
create index refused_addresses_by on refused_addresses (by_person);
