-- Patients of a clinic; needs patient_management.

create table patients (
  id integer primary key not null,
  revision integer not null default 1 check (revision >= 1),
  file_number text not null check (length(file_number) between 1 and 20),
  -- To sort and compare by: P-2 comes before P-10, and p-2 is P-2.
  file_number_key text not null unique,
  name text not null check (length(name) between 1 and 120),
  sort_name text not null,
  birth_date text check (birth_date is null or birth_date glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  sex text not null check (sex in ('female', 'male', 'other', 'unknown')),
  phone text not null,
  alerts text not null check (json_type(alerts) = 'array'),
  notes text not null default '',
  created_at text not null,
  updated_at text not null
) strict;
create index patients_by_name on patients (sort_name, id);
create index patients_by_file_number on patients (file_number_key, id);
create index patients_by_update on patients (updated_at, id);
create trigger patients_stay before delete on patients
begin select raise(abort, 'patients: a clinical file is archived, never erased'); end;

-- The next file number to give out.
create table patient_numbers (
  only_row integer not null unique default 1 check (only_row = 1),
  next_number integer not null check (next_number >= 1)
) strict;
insert into patient_numbers (next_number) values (1);

create table patient_archivals (
  patient_id integer primary key not null references patients (id),
  archived_at text not null,
  archived_by text not null
) strict;

create virtual table patient_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
create virtual table patient_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);
