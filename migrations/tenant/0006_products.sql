-- Products and services: what is bought and sold, in which units, under which code of GST, at which price.

create table units (
  code text primary key not null check (length(code) between 1 and 8 and code not glob '*[^A-Z0-9]*'),
  name text not null check (length(name) between 1 and 40),
  -- The unit quantity code that GST returns know it by.
  uqc text not null check (length(uqc) = 3),
  -- How finely it is counted.
  decimals integer not null check (decimals between 0 and 6)
) strict;
insert into units (code, name, uqc, decimals) values
  ('NOS', 'Numbers', 'NOS', 0), ('PCS', 'Pieces', 'PCS', 0), ('BOX', 'Boxes', 'BOX', 0), ('PAC', 'Packs', 'PAC', 0),
  ('SET', 'Sets', 'SET', 0), ('PRS', 'Pairs', 'PRS', 0), ('DOZ', 'Dozens', 'DOZ', 0), ('KGS', 'Kilograms', 'KGS', 3),
  ('GMS', 'Grams', 'GMS', 3), ('LTR', 'Litres', 'LTR', 3), ('MLT', 'Millilitres', 'MLT', 0), ('MTR', 'Metres', 'MTR', 3),
  ('CMS', 'Centimetres', 'CMS', 0), ('SQM', 'Square metres', 'SQM', 3), ('ROL', 'Rolls', 'ROL', 0),
  ('BTL', 'Bottles', 'BTL', 0), ('TUB', 'Tubes', 'TUB', 0), ('VIA', 'Vials', 'OTH', 0), ('TAB', 'Tablets', 'TBS', 0),
  ('STR', 'Strips', 'OTH', 0), ('HRS', 'Hours', 'OTH', 2), ('DAY', 'Days', 'OTH', 0), ('OTH', 'Others', 'OTH', 0);
create trigger units_stay before delete on units
begin select raise(abort, 'units: a unit stays, documents count in it'); end;

create table product_categories (
  id integer primary key not null,
  parent_id integer references product_categories (id) check (parent_id <> id),
  name text not null check (length(name) between 1 and 60),
  -- To sort and compare by.
  name_key text not null
) strict;
create unique index product_categories_by_name on product_categories (coalesce(parent_id, 0), name_key);
create index product_categories_below on product_categories (parent_id);

create table products (
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
create index products_by_name on products (sort_name, id);
create index products_by_selling_price on products (price_key, id);
create index products_by_update on products (updated_at, id);
create index products_by_category on products (category_id);
create index products_by_hsn on products (hsn);
create trigger products_stay before delete on products
begin select raise(abort, 'products: archive a product, its documents name it'); end;

create table product_archivals (
  product_id integer primary key not null references products (id),
  archived_at text not null,
  archived_by text not null
) strict;

create table product_barcodes (
  barcode text primary key not null check (length(barcode) between 1 and 48 and barcode not glob '*[^ -~]*'),
  product_id integer not null references products (id),
  position integer not null,
  -- What one scan counts as; null for the product's own unit.
  unit text references units (code)
) strict;
create index product_barcodes_of on product_barcodes (product_id, position);

create table product_units (
  product_id integer not null references products (id),
  unit text not null references units (code),
  position integer not null,
  -- How many of the product's own unit one of these is.
  factor_micro integer not null check (factor_micro > 0),
  primary key (product_id, unit)
) strict;

-- A rate holds from its day until the next one's.
create table product_gst_rates (
  product_id integer not null references products (id),
  from_on text not null check (from_on glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  -- In hundredths of a percent.
  rate_bp integer not null check (rate_bp between 0 and 10000),
  cess_bp integer not null check (cess_bp between 0 and 50000),
  primary key (product_id, from_on)
) strict;

create table price_lists (
  id integer primary key not null,
  name text not null check (length(name) between 1 and 60),
  name_key text not null unique,
  -- Whether its prices have GST in them.
  includes_tax integer not null check (includes_tax in (0, 1))
) strict;

create table product_prices (
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
create index product_prices_of on product_prices (product_id, position);
create index product_prices_in on product_prices (list_id);
-- On no day two prices for the same thing.
create trigger product_prices_do_not_overlap before insert on product_prices
when exists (
  select 1 from product_prices p
  where p.product_id = new.product_id and p.list_id = new.list_id and p.unit is new.unit
    and p.min_quantity_micro = new.min_quantity_micro
    and p.from_on <= coalesce(new.until_on, '9999-12-31') and new.from_on <= coalesce(p.until_on, '9999-12-31')
)
begin select raise(abort, 'product_prices: two prices of one list hold on the same day'); end;

-- The picture itself comes last, so that its hash is read without it.
create table product_pictures (
  product_id integer primary key not null references products (id),
  sha256 text not null check (length(sha256) = 64),
  png blob not null check (length(png) between 1 and 1048576)
) strict;

create virtual table product_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
create virtual table product_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);
