-- Whose file this is, and what its owner chose for it.

create table tenant_identity (
  only_row integer not null unique default 1 check (only_row = 1),
  tenant_id text not null,
  created_at text not null
) strict;
create trigger tenant_identity_stays before delete on tenant_identity
begin select raise(abort, 'tenant_identity: a file never loses its name'); end;

-- The catalogue is the truth about config; the copy lets a lost catalogue be made again.
create table tenant_config_copy (
  only_row integer not null unique default 1 check (only_row = 1),
  revision integer not null,
  config text not null check (json_valid(config)),
  archived_at text,
  written_at text not null
) strict;

create table tenant_logo (
  only_row integer not null unique default 1 check (only_row = 1),
  png blob not null check (length(png) between 1 and 1048576),
  sha256 text not null,
  width integer not null,
  height integer not null,
  updated_at text not null
) strict;
