-- Tags are looked for by any word of their names: in the box above a list, in the search of tags.
create index tags_words on tags using gin (to_tsvector('pal_simple', name));
