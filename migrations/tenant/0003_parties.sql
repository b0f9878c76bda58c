-- Customers and suppliers. A merged party stays as it was and leaves a redirect, so that old references lead home.

create table parties (
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
create index parties_by_name on parties (sort_name, id);
create index parties_by_update on parties (updated_at, id);
create index parties_by_kind on parties (kind, sort_name, id);
create index parties_by_state on parties (state_code, sort_name, id, kind);
create index parties_by_gstin on parties (gstin) where gstin is not null;
create trigger parties_stay before delete on parties
begin select raise(abort, 'parties: archive or merge a party, its documents name it'); end;

create table party_addresses (
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
create index party_addresses_of on party_addresses (party_id, position);
create unique index party_addresses_primary on party_addresses (party_id) where is_primary = 1;

create table party_contacts (
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
create index party_contacts_of on party_contacts (party_id, position);
create unique index party_contacts_primary on party_contacts (party_id) where is_primary = 1;
create index party_contacts_by_phone on party_contacts (phone_digits) where phone_digits <> '';

create table party_archivals (
  party_id integer primary key not null references parties (id),
  archived_at text not null,
  archived_by text not null
) strict;

create table party_redirects (
  party_id integer primary key not null references parties (id),
  into_id integer not null references parties (id),
  merged_at text not null,
  merged_by text not null,
  check (party_id <> into_id)
) strict;
create index party_redirects_into on party_redirects (into_id);
-- Every redirect begins by pointing at a party that has none itself, so no ring can form.
create trigger party_redirects_lead_home before insert on party_redirects
when exists (select 1 from party_redirects where party_id in (new.into_id, new.party_id))
begin select raise(abort, 'party_redirects: a merged party is merged once, and never merged into'); end;
create trigger party_redirects_no_update before update on party_redirects
begin select raise(abort, 'party_redirects: a merge is never changed'); end;
create trigger party_redirects_no_delete before delete on party_redirects
begin select raise(abort, 'party_redirects: a merge is never taken back'); end;

-- Written with each party, in its transaction: any three letters in a row, and the beginnings of words.
create virtual table party_pieces using fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'trigram remove_diacritics 1'
);
create virtual table party_words using fts5 (
  text, content = '', contentless_delete = 1, prefix = '1 2', tokenize = "unicode61 categories 'L* N* Co Mc Mn'"
);
