-- The same rules as in 0008_imports, asked in the order that a file of many imports can answer: the few imports that
-- were taken back first, and of each of them the one record. Asked the other way round, every record that ever came in
-- was read again for each that goes.
drop trigger products_stay;
create trigger products_stay before delete on products
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'products'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'products: archive a product, its documents name it'); end;
drop trigger parties_stay;
create trigger parties_stay before delete on parties
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'parties'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'parties: archive or merge a party, its documents name it'); end;
drop trigger patients_stay;
create trigger patients_stay before delete on patients
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'patients'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'patients: a clinical file is archived, never erased'); end;
drop trigger materials_stay;
create trigger materials_stay before delete on materials
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'materials'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'materials: archive a material, its counts name it'); end;
