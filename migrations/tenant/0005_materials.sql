-- Materials and what was counted of them; needs material_management.

create table materials (
  id integer primary key not null,
  revision integer not null default 1 check (revision >= 1),
  code text not null check (length(code) between 1 and 40),
  -- To sort and compare by: M-2 comes before M-10, and m-2 is M-2.
  code_key text not null unique,
  name text not null check (length(name) between 1 and 120),
  sort_name text not null,
  unit text not null check (length(unit) between 1 and 12),
  store text not null,
  store_key text not null,
  notes text not null default '',
  created_at text not null,
  updated_at text not null
) strict;
create index materials_by_code on materials (code_key, id);
create index materials_by_name on materials (sort_name, id);
create index materials_by_store on materials (store_key, code_key, id);
create trigger materials_stay before delete on materials
begin select raise(abort, 'materials: archive a material, its counts name it'); end;

create table material_archivals (
  material_id integer primary key not null references materials (id),
  archived_at text not null,
  archived_by text not null
) strict;

-- A count is what someone saw on a day. A wrong one is corrected by another count.
create table material_counts (
  id integer primary key not null,
  material_id integer not null references materials (id),
  counted_on text not null check (counted_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  quantity_micro integer not null check (quantity_micro >= 0),
  note text not null,
  recorded_at text not null,
  recorded_by text not null
) strict;
create index material_counts_latest on material_counts (material_id, counted_on, id, quantity_micro);
create trigger material_counts_no_update before update on material_counts
begin select raise(abort, 'material_counts: a count is never changed; count again'); end;
create trigger material_counts_no_delete before delete on material_counts
begin select raise(abort, 'material_counts: a count is never removed; count again'); end;
create trigger material_counts_no_replace before insert on material_counts
when exists (select 1 from material_counts where id = new.id)
begin select raise(abort, 'material_counts: a count is never replaced; count again'); end;

create virtual table material_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
create virtual table material_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);
