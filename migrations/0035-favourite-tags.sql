-- The few tags a member keeps on their front page. A row stands for the tag chosen; where it has become a synonym
-- since, for the tag it leads to, and where it is neither, for nothing (src/catalogue/saved/favourites.ts).
create table favourite_tags (
  person_id integer not null references people on delete cascade,
  tag_id integer not null references tags on delete cascade,
  chosen_at timestamptz not null,
  -- When the tag's works were last opened.
  looked_at timestamptz not null,
  primary key (person_id, tag_id)
);
create index favourite_tags_tag on favourite_tags (tag_id);
