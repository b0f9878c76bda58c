-- What was brought in from files, so that it can be taken back while nothing uses it.

create table imports (
  id integer primary key not null,
  -- The name the API knows it by; nobody can guess it.
  key text not null unique check (length(key) = 32),
  kind text not null check (kind in ('products', 'parties', 'patients', 'materials')),
  file_name text not null check (length(file_name) <= 255),
  added integer not null check (added >= 0),
  changed integer not null check (changed >= 0),
  committed_at text not null,
  committed_by text not null
) strict;

-- Each record that an import entered or changed, and the row of the edit log that tells of it: a later row about the
-- same record means that it was changed since.
create table import_records (
  import_id integer not null references imports (id),
  record_id integer not null,
  added integer not null check (added in (0, 1)),
  log_id integer not null,
  primary key (import_id, record_id)
) strict, without rowid;

-- An import taken back. Its row lets the records go that the import entered; nothing else does.
create table import_undos (
  import_id integer primary key not null references imports (id),
  undone_at text not null,
  undone_by text not null
) strict;
create trigger imports_no_update before update on imports
begin select raise(abort, 'imports: what was brought in is history'); end;
create trigger imports_no_delete before delete on imports
begin select raise(abort, 'imports: what was brought in is history'); end;
create trigger import_records_no_update before update on import_records
begin select raise(abort, 'import_records: what was brought in is history'); end;
create trigger import_records_no_delete before delete on import_records
begin select raise(abort, 'import_records: what was brought in is history'); end;
create trigger import_undos_no_update before update on import_undos
begin select raise(abort, 'import_undos: an import is taken back once'); end;
create trigger import_undos_no_delete before delete on import_undos
begin select raise(abort, 'import_undos: an import is taken back once'); end;

-- The highest id that was ever taken back, by table: no later record gets one of those, or the edit log would tell of
-- two records under one id.
create table retired_ids (
  table_name text primary key not null,
  highest integer not null
) strict;
create trigger products_are_new after insert on products
when new.id <= (select highest from retired_ids where table_name = 'products')
begin select raise(abort, 'products: this id was another product''s'); end;
create trigger parties_are_new after insert on parties
when new.id <= (select highest from retired_ids where table_name = 'parties')
begin select raise(abort, 'parties: this id was another party''s'); end;
create trigger patients_are_new after insert on patients
when new.id <= (select highest from retired_ids where table_name = 'patients')
begin select raise(abort, 'patients: this id was another patient''s'); end;
create trigger materials_are_new after insert on materials
when new.id <= (select highest from retired_ids where table_name = 'materials')
begin select raise(abort, 'materials: this id was another material''s'); end;

-- As before, but for what an import entered that is taken back.
drop trigger products_stay;
create trigger products_stay before delete on products
when not exists (
  select 1 from import_undos u join imports i on i.id = u.import_id
  join import_records r on r.import_id = u.import_id and r.record_id = old.id and r.added = 1
  where i.kind = 'products'
)
begin select raise(abort, 'products: archive a product, its documents name it'); end;
drop trigger parties_stay;
create trigger parties_stay before delete on parties
when not exists (
  select 1 from import_undos u join imports i on i.id = u.import_id
  join import_records r on r.import_id = u.import_id and r.record_id = old.id and r.added = 1
  where i.kind = 'parties'
)
begin select raise(abort, 'parties: archive or merge a party, its documents name it'); end;
drop trigger patients_stay;
create trigger patients_stay before delete on patients
when not exists (
  select 1 from import_undos u join imports i on i.id = u.import_id
  join import_records r on r.import_id = u.import_id and r.record_id = old.id and r.added = 1
  where i.kind = 'patients'
)
begin select raise(abort, 'patients: a clinical file is archived, never erased'); end;
drop trigger materials_stay;
create trigger materials_stay before delete on materials
when not exists (
  select 1 from import_undos u join imports i on i.id = u.import_id
  join import_records r on r.import_id = u.import_id and r.record_id = old.id and r.added = 1
  where i.kind = 'materials'
)
begin select raise(abort, 'materials: archive a material, its counts name it'); end;
