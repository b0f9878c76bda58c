-- Made from migrations/ by `script/generate`, for people to read. Do not edit.

-- catalog.sqlite: which businesses there are. Schema version 2.

CREATE TABLE tenant_configs (
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

CREATE UNIQUE INDEX tenant_configs_subdomain on tenant_configs (replace(tenant_id, '_', '-'));

CREATE UNIQUE INDEX tenant_configs_database_url on tenant_configs (database_url);

CREATE TABLE tenant_cards (
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

CREATE INDEX tenant_cards_name on tenant_cards (sort_name, tenant_id, is_active);

CREATE TABLE tenant_archivals (
  tenant_id text primary key not null references tenant_configs (tenant_id) on delete cascade,
  archived_at text not null,
  archived_by text not null
) strict, without rowid;

CREATE TABLE tenant_openings (
  tenant_id text primary key not null references tenant_configs (tenant_id) on delete cascade,
  opened_at text not null
) strict, without rowid;

CREATE INDEX tenant_openings_at on tenant_openings (opened_at);

CREATE TABLE installation_settings (
  name text primary key not null,
  value text not null,
  updated_at text not null
) strict, without rowid;

CREATE TABLE edit_log (
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

CREATE INDEX edit_log_record on edit_log (record_kind, record_id, id);

CREATE TRIGGER edit_log_no_update before update on edit_log
begin select raise(abort, 'edit_log: rows are never changed'); end;

CREATE TRIGGER edit_log_no_delete before delete on edit_log
begin select raise(abort, 'edit_log: rows are never removed'); end;

CREATE TRIGGER edit_log_no_replace before insert on edit_log
when exists (select 1 from edit_log where id = new.id)
begin select raise(abort, 'edit_log: rows are never replaced'); end;

-- tenants/<tenant_id>.sqlite: everything one business ever entered. Schema version 11.

CREATE TABLE tenant_identity (
  only_row integer not null unique default 1 check (only_row = 1),
  tenant_id text not null,
  created_at text not null
) strict;

CREATE TRIGGER tenant_identity_stays before delete on tenant_identity
begin select raise(abort, 'tenant_identity: a file never loses its name'); end;

CREATE TABLE tenant_config_copy (
  only_row integer not null unique default 1 check (only_row = 1),
  revision integer not null,
  config text not null check (json_valid(config)),
  archived_at text,
  written_at text not null
) strict;

CREATE TABLE tenant_logo (
  only_row integer not null unique default 1 check (only_row = 1),
  png blob not null check (length(png) between 1 and 1048576),
  sha256 text not null,
  width integer not null,
  height integer not null,
  updated_at text not null
) strict;

CREATE TABLE edit_log (
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

CREATE INDEX edit_log_record on edit_log (record_kind, record_id, id);

CREATE TRIGGER edit_log_no_update before update on edit_log
begin select raise(abort, 'edit_log: rows are never changed'); end;

CREATE TRIGGER edit_log_no_delete before delete on edit_log
begin select raise(abort, 'edit_log: rows are never removed'); end;

CREATE TRIGGER edit_log_no_replace before insert on edit_log
when exists (select 1 from edit_log where id = new.id)
begin select raise(abort, 'edit_log: rows are never replaced'); end;

CREATE TABLE parties (
  id integer primary key not null,
  revision integer not null default 1 check (revision >= 1),
  name text not null check (length(name) between 1 and 120),
  sort_name text not null,
  kind text not null check (kind in ('customer', 'supplier', 'both')),
  gstin text check (length(gstin) = 15),
  registration text not null check (registration in ('regular', 'composition', 'unregistered', 'sez', 'overseas',
    'deemed_export', 'uin_holder', 'tax_deductor', 'tax_collector', 'input_service_distributor')),
  -- Of the primary address, else of the GSTIN: kept so that a list by state needs no other table.
  state_code text check (length(state_code) = 2),
  credit_days integer check (credit_days between 0 and 3650),
  credit_limit_minor integer check (credit_limit_minor >= 0),
  notes text not null default '',
  created_at text not null,
  updated_at text not null,
  check ((gstin is null) = (registration in ('unregistered', 'overseas')))
) strict;

CREATE INDEX parties_by_name on parties (sort_name, id);

CREATE INDEX parties_by_update on parties (updated_at, id);

CREATE INDEX parties_by_kind on parties (kind, sort_name, id);

CREATE INDEX parties_by_state on parties (state_code, sort_name, id, kind);

CREATE INDEX parties_by_gstin on parties (gstin) where gstin is not null;

CREATE TABLE party_addresses (
  id integer primary key not null,
  party_id integer not null references parties (id),
  position integer not null,
  label text not null,
  line1 text not null,
  line2 text not null,
  city text not null,
  state_code text check (length(state_code) = 2),
  postal_code text not null,
  country text not null check (length(country) = 2),
  is_primary integer not null check (is_primary in (0, 1))
) strict;

CREATE INDEX party_addresses_of on party_addresses (party_id, position);

CREATE UNIQUE INDEX party_addresses_primary on party_addresses (party_id) where is_primary = 1;

CREATE TABLE party_contacts (
  id integer primary key not null,
  party_id integer not null references parties (id),
  position integer not null,
  name text not null,
  role text not null,
  phone text not null,
  -- The digits that tell one telephone from another; empty when there are too few to compare.
  phone_digits text not null,
  email text not null,
  is_primary integer not null check (is_primary in (0, 1))
) strict;

CREATE INDEX party_contacts_of on party_contacts (party_id, position);

CREATE UNIQUE INDEX party_contacts_primary on party_contacts (party_id) where is_primary = 1;

CREATE INDEX party_contacts_by_phone on party_contacts (phone_digits) where phone_digits <> '';

CREATE TABLE party_archivals (
  party_id integer primary key not null references parties (id),
  archived_at text not null,
  archived_by text not null
) strict;

CREATE TABLE party_redirects (
  party_id integer primary key not null references parties (id),
  into_id integer not null references parties (id),
  merged_at text not null,
  merged_by text not null,
  check (party_id <> into_id)
) strict;

CREATE INDEX party_redirects_into on party_redirects (into_id);

CREATE TRIGGER party_redirects_lead_home before insert on party_redirects
when exists (select 1 from party_redirects where party_id in (new.into_id, new.party_id))
begin select raise(abort, 'party_redirects: a merged party is merged once, and never merged into'); end;

CREATE TRIGGER party_redirects_no_update before update on party_redirects
begin select raise(abort, 'party_redirects: a merge is never changed'); end;

CREATE TRIGGER party_redirects_no_delete before delete on party_redirects
begin select raise(abort, 'party_redirects: a merge is never taken back'); end;

CREATE VIRTUAL TABLE party_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE VIRTUAL TABLE party_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);

CREATE TABLE patients (
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

CREATE INDEX patients_by_name on patients (sort_name, id);

CREATE INDEX patients_by_file_number on patients (file_number_key, id);

CREATE INDEX patients_by_update on patients (updated_at, id);

CREATE TABLE patient_archivals (
  patient_id integer primary key not null references patients (id),
  archived_at text not null,
  archived_by text not null
) strict;

CREATE VIRTUAL TABLE patient_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE VIRTUAL TABLE patient_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);

CREATE TABLE materials (
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

CREATE INDEX materials_by_code on materials (code_key, id);

CREATE INDEX materials_by_name on materials (sort_name, id);

CREATE INDEX materials_by_store on materials (store_key, code_key, id);

CREATE TABLE material_archivals (
  material_id integer primary key not null references materials (id),
  archived_at text not null,
  archived_by text not null
) strict;

CREATE TABLE material_counts (
  id integer primary key not null,
  material_id integer not null references materials (id),
  counted_on text not null check (counted_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  quantity_micro integer not null check (quantity_micro >= 0),
  note text not null,
  recorded_at text not null,
  recorded_by text not null
) strict;

CREATE INDEX material_counts_latest on material_counts (material_id, counted_on, id, quantity_micro);

CREATE TRIGGER material_counts_no_update before update on material_counts
begin select raise(abort, 'material_counts: a count is never changed; count again'); end;

CREATE TRIGGER material_counts_no_delete before delete on material_counts
begin select raise(abort, 'material_counts: a count is never removed; count again'); end;

CREATE TRIGGER material_counts_no_replace before insert on material_counts
when exists (select 1 from material_counts where id = new.id)
begin select raise(abort, 'material_counts: a count is never replaced; count again'); end;

CREATE VIRTUAL TABLE material_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE VIRTUAL TABLE material_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);

CREATE TABLE units (
  code text primary key not null check (length(code) between 1 and 8 and code not glob '*[^A-Z0-9]*'),
  name text not null check (length(name) between 1 and 40),
  -- The unit quantity code that GST returns know it by.
  uqc text not null check (length(uqc) = 3),
  -- How finely it is counted.
  decimals integer not null check (decimals between 0 and 6)
) strict;

CREATE TRIGGER units_stay before delete on units
begin select raise(abort, 'units: a unit stays, documents count in it'); end;

CREATE TABLE product_categories (
  id integer primary key not null,
  parent_id integer references product_categories (id) check (parent_id <> id),
  name text not null check (length(name) between 1 and 60),
  -- To sort and compare by.
  name_key text not null
) strict;

CREATE UNIQUE INDEX product_categories_by_name on product_categories (coalesce(parent_id, 0), name_key);

CREATE INDEX product_categories_below on product_categories (parent_id);

CREATE TABLE products (
  id integer primary key not null,
  revision integer not null default 1 check (revision >= 1),
  kind text not null check (kind in ('goods', 'service')),
  code text not null check (length(code) between 1 and 40),
  -- To sort and compare by: P-2 comes before P-10, and p-2 is P-2.
  code_key text not null unique,
  name text not null check (length(name) between 1 and 120),
  sort_name text not null,
  category_id integer references product_categories (id),
  unit text not null references units (code),
  -- Text, for leading zeros count; empty while it is not known.
  hsn text not null default '' check (hsn not glob '*[^0-9]*' and length(hsn) in (0, 4, 6, 8)),
  buying_price_minor integer check (buying_price_minor >= 0),
  selling_price_minor integer check (selling_price_minor >= 0),
  -- To sort by: a product without a price comes before the cheapest.
  price_key integer not null generated always as (coalesce(selling_price_minor, -1)) virtual,
  tracking text not null default 'none' check (tracking in ('none', 'lot', 'serial')),
  reorder_micro integer check (reorder_micro >= 0),
  notes text not null default '',
  created_at text not null,
  updated_at text not null,
  check (kind = 'goods' or (tracking = 'none' and (hsn = '' or hsn glob '99[0-9][0-9][0-9][0-9]')))
) strict;

CREATE INDEX products_by_name on products (sort_name, id);

CREATE INDEX products_by_selling_price on products (price_key, id);

CREATE INDEX products_by_update on products (updated_at, id);

CREATE INDEX products_by_category on products (category_id);

CREATE INDEX products_by_hsn on products (hsn);

CREATE TABLE product_archivals (
  product_id integer primary key not null references products (id),
  archived_at text not null,
  archived_by text not null
) strict;

CREATE TABLE product_barcodes (
  barcode text primary key not null check (length(barcode) between 1 and 48 and barcode not glob '*[^ -~]*'),
  product_id integer not null references products (id),
  position integer not null,
  -- What one scan counts as; null for the product's own unit.
  unit text references units (code)
) strict;

CREATE INDEX product_barcodes_of on product_barcodes (product_id, position);

CREATE TABLE product_units (
  product_id integer not null references products (id),
  unit text not null references units (code),
  position integer not null,
  -- How many of the product's own unit one of these is.
  factor_micro integer not null check (factor_micro > 0),
  primary key (product_id, unit)
) strict;

CREATE TABLE product_gst_rates (
  product_id integer not null references products (id),
  from_on text not null check (from_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- In hundredths of a percent.
  rate_bp integer not null check (rate_bp between 0 and 10000),
  cess_bp integer not null check (cess_bp between 0 and 50000),
  primary key (product_id, from_on)
) strict;

CREATE TABLE price_lists (
  id integer primary key not null,
  name text not null check (length(name) between 1 and 60),
  name_key text not null unique,
  -- Whether its prices have GST in them.
  includes_tax integer not null check (includes_tax in (0, 1))
) strict;

CREATE TABLE product_prices (
  id integer primary key not null,
  list_id integer not null references price_lists (id),
  product_id integer not null references products (id),
  position integer not null,
  -- Null for the product's own unit.
  unit text references units (code),
  -- The price is of one, for whoever takes at least so many.
  min_quantity_micro integer not null default 1000000 check (min_quantity_micro > 0),
  price_minor integer not null check (price_minor >= 0),
  from_on text not null check (from_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- The last day; null for no end.
  until_on text check (until_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and until_on >= from_on)
) strict;

CREATE INDEX product_prices_of on product_prices (product_id, position);

CREATE INDEX product_prices_in on product_prices (list_id);

CREATE TRIGGER product_prices_do_not_overlap before insert on product_prices
when exists (
  select 1 from product_prices p
  where p.product_id = new.product_id and p.list_id = new.list_id and p.unit is new.unit
    and p.min_quantity_micro = new.min_quantity_micro
    and p.from_on <= coalesce(new.until_on, '9999-12-31') and new.from_on <= coalesce(p.until_on, '9999-12-31')
)
begin select raise(abort, 'product_prices: two prices of one list hold on the same day'); end;

CREATE TABLE product_pictures (
  product_id integer primary key not null references products (id),
  sha256 text not null check (length(sha256) = 64),
  png blob not null check (length(png) between 1 and 1048576)
) strict;

CREATE VIRTUAL TABLE product_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);

CREATE VIRTUAL TABLE product_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);

CREATE TABLE preferences (
  person text not null,
  key text not null check (length(key) between 1 and 80),
  value text not null check (json_valid(value) and length(value) <= 16384),
  saved_at text not null,
  primary key (person, key)
) strict;

CREATE TABLE drafts (
  person text not null,
  key text not null check (length(key) between 1 and 80),
  -- What the list of drafts calls it: the name typed so far.
  label text not null check (length(label) <= 120),
  value text not null check (json_valid(value) and length(value) <= 262144),
  saved_at text not null,
  primary key (person, key)
) strict;

CREATE TABLE imports (
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

CREATE TABLE import_records (
  import_id integer not null references imports (id),
  record_id integer not null,
  added integer not null check (added in (0, 1)),
  log_id integer not null,
  primary key (import_id, record_id)
) strict, without rowid;

CREATE TABLE import_undos (
  import_id integer primary key not null references imports (id),
  undone_at text not null,
  undone_by text not null
) strict;

CREATE TRIGGER imports_no_update before update on imports
begin select raise(abort, 'imports: what was brought in is history'); end;

CREATE TRIGGER imports_no_delete before delete on imports
begin select raise(abort, 'imports: what was brought in is history'); end;

CREATE TRIGGER import_records_no_update before update on import_records
begin select raise(abort, 'import_records: what was brought in is history'); end;

CREATE TRIGGER import_records_no_delete before delete on import_records
begin select raise(abort, 'import_records: what was brought in is history'); end;

CREATE TRIGGER import_undos_no_update before update on import_undos
begin select raise(abort, 'import_undos: an import is taken back once'); end;

CREATE TRIGGER import_undos_no_delete before delete on import_undos
begin select raise(abort, 'import_undos: an import is taken back once'); end;

CREATE TABLE retired_ids (
  table_name text primary key not null,
  highest integer not null
) strict;

CREATE TRIGGER products_are_new after insert on products
when new.id <= (select highest from retired_ids where table_name = 'products')
begin select raise(abort, 'products: this id was another product''s'); end;

CREATE TRIGGER parties_are_new after insert on parties
when new.id <= (select highest from retired_ids where table_name = 'parties')
begin select raise(abort, 'parties: this id was another party''s'); end;

CREATE TRIGGER patients_are_new after insert on patients
when new.id <= (select highest from retired_ids where table_name = 'patients')
begin select raise(abort, 'patients: this id was another patient''s'); end;

CREATE TRIGGER materials_are_new after insert on materials
when new.id <= (select highest from retired_ids where table_name = 'materials')
begin select raise(abort, 'materials: this id was another material''s'); end;

CREATE TABLE unit_retirements (
  unit text primary key not null references units (code),
  retired_at text not null,
  retired_by text not null
) strict;

CREATE TABLE unit_conversions (
  unit text primary key not null references units (code),
  into_unit text not null references units (code) check (into_unit <> unit),
  -- How many of the other one of it is.
  factor_micro integer not null check (factor_micro > 0)
) strict;

CREATE TABLE tax_rates (
  id integer primary key not null,
  -- In hundredths of a percent.
  rate_bp integer not null check (rate_bp between 0 and 10000),
  from_on text not null check (from_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- The last day; null for no end.
  until_on text check (until_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' and until_on >= from_on),
  note text not null default '' check (length(note) <= 120),
  -- Who says so.
  source text not null check (length(source) between 1 and 160),
  -- Null for a rate that came with the program.
  added_at text,
  added_by text
) strict;

CREATE INDEX tax_rates_by_rate on tax_rates (rate_bp, from_on);

CREATE TABLE number_series (
  kind text primary key not null check (kind in ('patient', 'product', 'material')),
  -- Never ends with a digit: a number begins where its prefix ends.
  prefix text not null check (prefix not glob '*[^A-Za-z0-9./-]*' and prefix not glob '*[0-9]'),
  -- Digits at least, filled up with zeros.
  digits integer not null check (digits between 1 and 9 and length(prefix) + digits <= 16)
) strict;

CREATE TRIGGER number_series_stay before delete on number_series
begin select raise(abort, 'number_series: a series stays'); end;

CREATE TABLE number_counters (
  kind text not null references number_series (kind),
  -- In small letters: P- and p- are one.
  prefix_key text not null,
  next_number integer not null check (next_number between 1 and 1000000000),
  primary key (kind, prefix_key)
) strict;

CREATE TRIGGER number_counters_stay before delete on number_counters
begin select raise(abort, 'number_counters: a counter stays'); end;

CREATE TRIGGER number_counters_only_grow before update on number_counters
when new.next_number < old.next_number or new.kind <> old.kind or new.prefix_key <> old.prefix_key
begin select raise(abort, 'number_counters: a number is never given twice'); end;

CREATE TRIGGER number_counters_no_replace before insert on number_counters
when exists (select 1 from number_counters where kind = new.kind and prefix_key = new.prefix_key and next_number > new.next_number)
begin select raise(abort, 'number_counters: a number is never given twice'); end;

CREATE INDEX parties_by_entry on parties (created_at);

CREATE INDEX products_by_entry on products (created_at);

CREATE INDEX patients_by_entry on patients (created_at);

CREATE INDEX materials_by_entry on materials (created_at);

CREATE INDEX patients_by_birthday on patients (substr(birth_date, 6)) where birth_date is not null;

CREATE TRIGGER products_stay before delete on products
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'products'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'products: archive a product, its documents name it'); end;

CREATE TRIGGER parties_stay before delete on parties
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'parties'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'parties: archive or merge a party, its documents name it'); end;

CREATE TRIGGER patients_stay before delete on patients
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'patients'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'patients: a clinical file is archived, never erased'); end;

CREATE TRIGGER materials_stay before delete on materials
when not exists (
  select 1 from import_undos u cross join imports i cross join import_records r
  where i.id = u.import_id and i.kind = 'materials'
    and r.import_id = u.import_id and r.record_id = old.id and r.added = 1
)
begin select raise(abort, 'materials: archive a material, its counts name it'); end;

CREATE INDEX products_by_unit on products (unit, id);
