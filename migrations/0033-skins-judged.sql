-- What moderators decide about skins stands in their log: who, when, why, about whose.
alter table moderation_log add column skin_id integer references skins on delete set null;
create index moderation_log_skin on moderation_log (skin_id, id) where skin_id is not null;
alter table moderation_log drop constraint moderation_log_deed_check;
alter table moderation_log add constraint moderation_log_deed_check
  check (deed in ('hide', 'show', 'suspend', 'ban', 'lift', 'role', 'approve-skin', 'decline-skin', 'withdraw-skin'));
