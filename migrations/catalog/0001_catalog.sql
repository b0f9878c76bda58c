-- The catalogue: which businesses there are and what is known of them without opening their files.

-- Columns left null are not set here: the domain pack, a config file or the environment answers then.
create table tenant_configs (
  tenant_id text primary key not null
    check (length(tenant_id) between 1 and 50 and tenant_id not glob '*[^a-z0-9_-]*' and tenant_id glob '[a-z0-9]*'),
  database_url text not null,
  domain text,
  branding_config text check (branding_config is null or json_valid(branding_config)),
  features text check (features is null or json_valid(features)),
  gst_number text,
  contact_info text check (contact_info is null or json_valid(contact_info)),
  is_active integer not null default 1 check (is_active in (0, 1)),
  created_at text not null,
  updated_at text not null,
  revision integer not null default 1
) strict, without rowid;

-- In a subdomain `-` and `_` mean the same: two ids that differ only there cannot both exist.
create unique index tenant_configs_subdomain on tenant_configs (replace(tenant_id, '_', '-'));
create unique index tenant_configs_database_url on tenant_configs (database_url);

-- What the start screen shows, made from all sources of a config, so that listing opens no tenant.
create table tenant_cards (
  tenant_id text primary key not null references tenant_configs (tenant_id) on delete cascade,
  company_name text not null,
  sort_name text not null,
  domain text not null,
  primary_color text not null,
  is_active integer not null check (is_active in (0, 1)),
  logo_png blob,
  logo_sha256 text,
  check ((logo_png is null) = (logo_sha256 is null))
) strict, without rowid;
-- Holds all that a list asks of a card, so that counting does not read the logos.
create index tenant_cards_name on tenant_cards (sort_name, tenant_id, is_active);

-- An archived business keeps its file and is offered nowhere until it is restored.
create table tenant_archivals (
  tenant_id text primary key not null references tenant_configs (tenant_id) on delete cascade,
  archived_at text not null,
  archived_by text not null
) strict, without rowid;

create table tenant_openings (
  tenant_id text primary key not null references tenant_configs (tenant_id) on delete cascade,
  opened_at text not null
) strict, without rowid;
create index tenant_openings_at on tenant_openings (opened_at);

create table installation_settings (
  name text primary key not null,
  value text not null,
  updated_at text not null
) strict, without rowid;
