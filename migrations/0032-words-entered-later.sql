-- What a chapter is found by is made after the answer to whoever saves it (works/writing/enter-words.ts): making it takes
-- longer than all the rest of a save. Until then it is null: found by no word, rather than by words that are gone.
alter table chapters alter column search drop not null;
create index chapters_words_due on chapters (id) where search is null;
