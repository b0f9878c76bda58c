-- What a business sets for itself: how units stand to each other, the rates of GST there are, how records are numbered.
-- And what Home counts by.

-- A unit that is not offered any more. What counts in it goes on doing so.
create table unit_retirements (
  unit text primary key not null references units (code),
  retired_at text not null,
  retired_by text not null
) strict;

-- What one of a unit always is in another, whatever is counted: a dozen is 12 numbers.
create table unit_conversions (
  unit text primary key not null references units (code),
  into_unit text not null references units (code) check (into_unit <> unit),
  -- How many of the other one of it is.
  factor_micro integer not null check (factor_micro > 0)
) strict;
insert into unit_conversions (unit, into_unit, factor_micro) values
  ('DOZ', 'NOS', 12000000), ('PRS', 'NOS', 2000000), ('KGS', 'GMS', 1000000000), ('LTR', 'MLT', 1000000000),
  ('MTR', 'CMS', 100000000);

-- The rates of GST there are, each from its day to its last one. They are a choice, not a fence: a product may have another.
create table tax_rates (
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
create index tax_rates_by_rate on tax_rates (rate_bp, from_on);
insert into tax_rates (rate_bp, from_on, until_on, note, source) values
  (0, '2017-07-01', null, 'Nil-rated and exempt', 'Notification 2/2017-Central Tax (Rate); 10/2025 since 22 September 2025'),
  (25, '2017-07-01', null, 'Rough diamonds and precious stones', 'Notification 1/2017-Central Tax (Rate); 9/2025 since 22 September 2025'),
  (150, '2022-07-18', null, 'Cut and polished diamonds', 'Notification 6/2022-Central Tax (Rate); 9/2025 since 22 September 2025'),
  (300, '2017-07-01', null, 'Gold, silver, jewellery', 'Notification 1/2017-Central Tax (Rate); 9/2025 since 22 September 2025'),
  (500, '2017-07-01', null, '', 'Notification 1/2017-Central Tax (Rate); 9/2025 since 22 September 2025'),
  (1200, '2017-07-01', '2025-09-21', '', 'Notification 1/2017-Central Tax (Rate)'),
  (1800, '2017-07-01', null, '', 'Notification 1/2017-Central Tax (Rate); 9/2025 since 22 September 2025'),
  (2800, '2017-07-01', '2025-09-21', '', 'Notification 1/2017-Central Tax (Rate)'),
  (4000, '2025-09-22', null, 'Luxury and harmful goods', 'Notification 9/2025-Central Tax (Rate)');

-- How a kind of record is numbered: P-0001.
create table number_series (
  kind text primary key not null check (kind in ('patient', 'product', 'material')),
  -- Never ends with a digit: a number begins where its prefix ends.
  prefix text not null check (prefix not glob '*[^A-Za-z0-9./-]*' and prefix not glob '*[0-9]'),
  -- Digits at least, filled up with zeros.
  digits integer not null check (digits between 1 and 9 and length(prefix) + digits <= 16)
) strict;
create trigger number_series_stay before delete on number_series
begin select raise(abort, 'number_series: a series stays'); end;

-- The next number of each prefix that was ever used, so that going back to one gives no number twice.
create table number_counters (
  kind text not null references number_series (kind),
  -- In small letters: P- and p- are one.
  prefix_key text not null,
  next_number integer not null check (next_number between 1 and 1000000000),
  primary key (kind, prefix_key)
) strict;
create trigger number_counters_stay before delete on number_counters
begin select raise(abort, 'number_counters: a counter stays'); end;
create trigger number_counters_only_grow before update on number_counters
when new.next_number < old.next_number or new.kind <> old.kind or new.prefix_key <> old.prefix_key
begin select raise(abort, 'number_counters: a number is never given twice'); end;
create trigger number_counters_no_replace before insert on number_counters
when exists (select 1 from number_counters where kind = new.kind and prefix_key = new.prefix_key and next_number > new.next_number)
begin select raise(abort, 'number_counters: a number is never given twice'); end;

insert into number_series (kind, prefix, digits) values ('patient', 'P-', 4), ('product', 'P-', 4), ('material', 'M-', 4);
insert into number_counters (kind, prefix_key, next_number) select 'patient', 'p-', next_number from patient_numbers;
-- A key is the prefix, the number in twelve digits, a space, the code.
insert into number_counters (kind, prefix_key, next_number)
select 'product', 'p-', coalesce(max(cast(substr(code_key, 3, 12) as integer)), 0) + 1
from products where code_key >= 'p-000000000000' and code_key < 'p-000999999999';
insert into number_counters (kind, prefix_key, next_number)
select 'material', 'm-', coalesce(max(cast(substr(code_key, 3, 12) as integer)), 0) + 1
from materials where code_key >= 'm-000000000000' and code_key < 'm-000999999999';
drop table patient_numbers;

-- What was entered in a month is counted by these, and birthdays are found.
create index parties_by_entry on parties (created_at);
create index products_by_entry on products (created_at);
create index patients_by_entry on patients (created_at);
create index materials_by_entry on materials (created_at);
create index patients_by_birthday on patients (substr(birth_date, 6)) where birth_date is not null;
