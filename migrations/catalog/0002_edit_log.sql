-- The edit log: one row for each change, in the change's own transaction, never altered.
-- Source of the duty: Companies (Accounts) Rules 2014, rule 3(1).

create table edit_log (
  id integer primary key not null,
  at text not null,
  who text not null,
  door text not null,
  request_id text,
  operation text not null,
  record_kind text not null,
  record_id text not null,
  before text check (before is null or json_valid(before)),
  after text check (after is null or json_valid(after))
) strict;
create index edit_log_record on edit_log (record_kind, record_id, id);
create trigger edit_log_no_update before update on edit_log
begin select raise(abort, 'edit_log: rows are never changed'); end;
create trigger edit_log_no_delete before delete on edit_log
begin select raise(abort, 'edit_log: rows are never removed'); end;
-- `insert or replace` would go round the delete trigger.
create trigger edit_log_no_replace before insert on edit_log
when exists (select 1 from edit_log where id = new.id)
begin select raise(abort, 'edit_log: rows are never replaced'); end;
