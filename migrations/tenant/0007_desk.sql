-- What a desk remembers beside the records: how a person likes lists shown, and what was typed and not saved yet.
-- It is in nobody's books, so the edit log does not hear of it. `person` is empty until people sign in.

create table preferences (
  person text not null,
  key text not null check (length(key) between 1 and 80),
  value text not null check (json_valid(value) and length(value) <= 16384),
  saved_at text not null,
  primary key (person, key)
) strict;

create table drafts (
  person text not null,
  key text not null check (length(key) between 1 and 80),
  -- What the list of drafts calls it: the name typed so far.
  label text not null check (length(label) <= 120),
  value text not null check (json_valid(value) and length(value) <= 262144),
  saved_at text not null,
  primary key (person, key)
) strict;
