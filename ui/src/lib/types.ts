// The shapes on the wire, in one file. Money, quantities and rates are decimal strings; dates are
// "2026-11-23"; instants are RFC 3339 in UTC. Only shapes here, no behaviour.

/** A decimal number in text, such as "1180.00"; never a float. */
export type Decimal = string;
/** A calendar day, "2026-11-23". */
export type IsoDate = string;
/** A moment, "2026-11-23T09:30:00Z". */
export type Instant = string;

/** A sentence of the program with its values taken out. */
export type Say = { text: string; values?: Record<string, string | Say> };
/** What holds sentences says whether they were put into the person's language. */
export type Translated = { translated?: boolean };
export type FieldProblem = Translated & { field: string; code: string; message: string; say?: Say };
export type Problem = Translated & {
  code: string;
  title: string;
  status: number;
  detail: string;
  say?: Say;
  fields?: FieldProblem[];
  request_id?: string;
  feature?: string;
};

/** One page of a list; `total` counts everything the filter matches, or where it is not exact, at least so many. */
export type Page<T> = {
  items: T[];
  next_cursor: string | null;
  total: number;
  total_is_exact?: boolean;
};

// ── the installation ─────────────────────────────────────────────────────────
export type Installation = {
  version: string;
  mode: "single" | "multi";
  multi_tenant_enabled: boolean;
  /** The environment holds it to one business. */
  single_forced?: boolean;
  /** Single mode's only business. */
  tenant_id: string | null;
  /** The business that the address names by its subdomain. */
  subdomain_tenant_id?: string | null;
  data_directory: string;
  tenant_count: number;
  archived_count: number;
  inactive_count: number;
  stray_count: number;
  /** No business exists yet. */
  first_start: boolean;
  warnings: string[];
};
export type DetailedHealth = {
  status: string;
  version: string;
  sqlite_version: string;
  uptime_ms: number;
  data_directory: string;
  catalogue: { status: string; schema_version: number };
  /** Missing while the catalogue cannot be read. */
  tenants?: { total: number; active: number; inactive: number; archived: number; open: number };
  businesses: TenantHealth[];
  not_looked_at: number;
  disk: { free_bytes: number; total_bytes: number; status: string };
};
/** Whether a new business could have an id. */
export type IdOffer = { tenant_id: string; is_free: boolean; free: string; problem: string | null };
export type Domain = {
  domain: string;
  name: string;
  description: string;
  primary_color: string;
  features: string[];
  /** An icon's name, when the domain pack has one. */
  icon?: string;
};
export type FeatureInfo = { feature: string; name: string; description: string; common: boolean };
export type StateInfo = { code: string; name: string; union_territory: boolean };
export type GstinCheck = Translated & {
  gstin: string;
  valid: boolean;
  kind: string | null;
  state_code: string | null;
  state_name: string | null;
  pan: string | null;
  message: string | null;
};

/** One theme's colours, all "#rrggbb"; the server guarantees their contrast. */
export type Tones = {
  brand: string;
  brand_strong: string;
  brand_fill: string;
  on_brand: string;
  brand_soft: string;
  bg: string;
  panel: string;
  raised: string;
  line: string;
  line_soft: string;
  ink: string;
  ink_2: string;
  ink_3: string;
  good: string;
  warn: string;
  bad: string;
  secondary_fill: string;
  on_secondary: string;
  accent_fill: string;
  on_accent: string;
};
export type Palette = {
  primary: string;
  secondary: string;
  accent: string;
  light: Tones & { chart: string[] };
  dark: Tones & { chart: string[] };
  chart: string[];
};

// ── businesses ───────────────────────────────────────────────────────────────
export type BusinessCard = {
  tenant_id: string;
  company_name: string;
  domain: string;
  domain_name: string;
  primary_color: string;
  logo_url: string | null;
  is_active: boolean;
  archived_at: Instant | null;
  last_opened_at: Instant | null;
  initials: string;
  size_bytes: number;
};
export type BusinessList = { tenants: BusinessCard[]; count: number; next_cursor: string | null };
export type Branding = {
  company_name: string;
  primary_color: string;
  secondary_color: string;
  accent_color: string;
  address: string | null;
  letterhead: string | null;
  invoice_footer: string | null;
};
export type ContactInfo = {
  email?: string | null;
  phone?: string | null;
  website?: string | null;
  person?: string | null;
};
export type TenantConfig = {
  tenant_id: string;
  database_url: string;
  domain: string;
  branding: Branding;
  features: string[];
  gst_number: string | null;
  gst_verified: boolean;
  contact_info: ContactInfo;
  is_active: boolean;
  archived_at: Instant | null;
  revision: number;
  created_at: Instant;
  updated_at: Instant;
  warnings: string[];
  sources: Record<string, "domain_pack" | "file" | "catalogue" | "environment">;
};
export type NewTenant = {
  tenant_id?: string;
  domain: string;
  branding: Partial<Branding> & { company_name: string };
  features?: string[];
  gst_number?: string;
  contact_info?: ContactInfo;
};
export type TenantPatch = {
  domain?: string | null;
  branding?: { [K in keyof Branding]?: Branding[K] | null };
  features?: string[] | null;
  gst_number?: string | null;
  contact_info?: ContactInfo | null;
  revision: number;
};
export type TenantHealth = {
  tenant_id: string;
  status: "ok" | "warning" | "error";
  checks: { check: string; status: "ok" | "warning" | "error"; message: string }[];
  file: { path: string; size_bytes: number };
  /** null: the file is no business file. */
  schema_version: number | null;
};
export type StrayFile = {
  file_name: string;
  tenant_id: string | null;
  company_name: string | null;
  size_bytes: number;
  problem: string | null;
};
export type Download = { download: string; file_name: string; size_bytes: number; sha256: string };
export type BackupFile = { file_name: string; size_bytes: number; sha256: string };

export type MenuItem = { key: string; label: string; path: string; icon: string; feature: string | null };
export type MenuGroup = { group: string; label: string; items: MenuItem[] };
export type Workspace = {
  tenant_id: string;
  company_name: string;
  initials: string;
  domain: string;
  domain_name: string;
  is_active: boolean;
  features: string[];
  palette: Palette;
  logo_url: string | null;
  gst_number: string | null;
  gst_verified: boolean;
  /** Address and phone are written down. */
  profile_complete: boolean;
  warnings: string[];
  /** The domain's own words: labels.party, labels.parties, … */
  labels: Record<string, string>;
  menu: MenuGroup[];
};
/** A form that was typed and not saved; its key begins with its screen: "parties/new/…". */
export type DraftListed = { key: string; label: string; saved_at: Instant };
export type Summary = {
  parties: { customers: number; suppliers: number; total: number };
  patients: { total: number } | null;
  materials: { total: number; never_counted: number } | null;
  products?: { all: number; without_price: number; without_hsn: number };
  recent: RecentChange[];
};
export type RecentChange = {
  at: Instant;
  operation: string;
  record: string;
  label: string;
  import: { kind: TransferKind; added: number; changed: number } | null;
};

export type Share = { name: string; count: number };
export type Trends = {
  months: IsoDate[];
  parties: number[];
  products: number[];
  patients: number[] | null;
  materials: number[] | null;
  categories: Share[];
  stores: Share[] | null;
  birthdays: { id: number; name: string; on: IsoDate; turns: number }[] | null;
};

// ── parties ──────────────────────────────────────────────────────────────────
export type PartyKind = "customer" | "supplier" | "both";
export type Registration =
  | "regular"
  | "composition"
  | "unregistered"
  | "sez"
  | "overseas"
  | "deemed_export"
  | "uin_holder"
  | "tax_deductor"
  | "tax_collector"
  | "input_service_distributor";
export type PartyRow = {
  id: number;
  name: string;
  kind: PartyKind;
  gstin: string | null;
  registration: Registration;
  place: string | null;
  state_code: string | null;
  phone: string | null;
  email: string | null;
  archived_at: Instant | null;
  updated_at: Instant;
  merged_into: number | null;
};
export type PartyAddress = {
  id?: number;
  label: string;
  line1: string;
  line2: string;
  city: string;
  state_code: string | null;
  postal_code: string;
  country: string;
  is_primary: boolean;
};
export type PartyContact = {
  id?: number;
  name: string;
  role: string;
  phone: string;
  email: string;
  is_primary: boolean;
};
export type PartyWarning = {
  code: "duplicate_phone" | "duplicate_gstin";
  message: string;
  party_id: number;
  party_name: string;
};
export type Party = {
  id: number;
  revision: number;
  name: string;
  kind: PartyKind;
  gstin: string | null;
  registration: Registration;
  pan: string | null;
  credit_days: number | null;
  credit_limit: Decimal | null;
  notes: string;
  addresses: PartyAddress[];
  contacts: PartyContact[];
  archived_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  merged_from: number[];
  warnings?: PartyWarning[];
};
export type PartyMatch = { party_id: number; party_name: string; field: "phone" | "gstin" };
export type HistoryEntry = {
  at: Instant;
  who: string;
  door: string;
  operation: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

// ── patients and materials ───────────────────────────────────────────────────
export type Sex = "female" | "male" | "other" | "unknown";
export type PatientRow = {
  id: number;
  file_number: string;
  name: string;
  birth_date: IsoDate | null;
  age_years: number | null;
  sex: Sex;
  phone: string | null;
  alerts: string[];
  archived_at: Instant | null;
};
export type Patient = Omit<PatientRow, "age_years"> & {
  revision: number;
  notes: string;
  created_at: Instant;
  updated_at: Instant;
};
export type MaterialRow = {
  id: number;
  code: string;
  name: string;
  unit: string;
  store: string;
  quantity_on_hand: Decimal | null;
  counted_on: IsoDate | null;
  archived_at: Instant | null;
};
export type Material = MaterialRow & {
  revision: number;
  notes: string;
  created_at: Instant;
  updated_at: Instant;
};
export type MaterialCount = {
  id: number;
  counted_on: IsoDate;
  quantity: Decimal;
  difference: Decimal | null;
  note: string;
  recorded_at: Instant;
  who: string;
};

// ── import and export ────────────────────────────────────────────────────────
export type TransferKind = "products" | "parties" | "patients" | "materials";
export type TableFormat = "csv" | "xlsx";
export type ImportField = { key: string; label: string; required: boolean; help: string; example: string };
export type ImportKind = { kind: TransferKind; title: string; fields: ImportField[] };
export type ImportState =
  "mapping" | "checking" | "checked" | "committing" | "done" | "undoing" | "undone" | "failed";
export type ImportColumn = {
  index: number;
  letter: string;
  heading: string;
  samples: string[];
  /** Read by its heading, for it is one of several: “Address 2 city”. */
  further: boolean;
};
/** What becomes of rows that are there already. */
export type ExistingRows = "refuse" | "skip" | "update";
export type ImportSummary = {
  rows: number;
  new: number;
  changed: number;
  same: number;
  skipped: number;
  wrong: number;
  /** Rows in which something should be looked at; wrong ones among them. */
  noticed: number;
};
export type Import = {
  id: string;
  kind: TransferKind;
  file_name: string;
  size_bytes: number;
  state: ImportState;
  progress: { done: number; total: number } | null;
  /** Their rows with the headings. */
  sheets: { index: number; name: string; rows: number }[];
  sheet: number;
  /** Counted from 1, as in a spreadsheet; null: there are no headings. */
  header_row: number | null;
  columns: ImportColumn[];
  /** A field's column by its index; null: not in the file. */
  mapping: Record<string, number | null>;
  existing: ExistingRows;
  summary: ImportSummary | null;
  failure: (Translated & { code: string; message: string }) | null;
  added: number;
  changed: number;
};
export type ImportProblem = {
  row: number;
  /** null when the field has none, or when it is the row. */
  column: number | null;
  letter: string | null;
  heading: string | null;
  field: string | null;
  value: string;
  code: string;
  message: string;
};
export type ImportRow = {
  row: number;
  outcome: "new" | "changed" | "same" | "skipped" | "wrong" | null;
  cells: Record<string, string>;
};
export type PastImport = {
  id: string;
  kind: TransferKind;
  file_name: string;
  committed_at: Instant;
  by: string;
  added: number;
  changed: number;
  undone_at: Instant | null;
  may_undo: boolean;
};

// ── products and services ────────────────────────────────────────────────────
export type ProductKind = "goods" | "service";
export type Tracking = "none" | "lot" | "serial";
export type ProductRow = {
  id: number;
  code: string;
  name: string;
  kind: ProductKind;
  category_id: number | null;
  /** From the top: "Dental › Burs". */
  category: string | null;
  unit: string;
  hsn: string;
  selling_price: Decimal | null;
  buying_price: Decimal | null;
  /** Today's, in percent. */
  gst_rate: Decimal | null;
  tracking: Tracking;
  picture_url: string | null;
  updated_at: Instant;
  archived_at: Instant | null;
};
export type ProductBarcode = { barcode: string; unit: string | null };
export type ProductUnit = { unit: string; factor: Decimal };
export type ProductGstRate = { from_on: IsoDate; rate: Decimal; cess: Decimal };
export type ProductPrice = {
  price_list_id: number;
  unit: string | null;
  min_quantity: Decimal;
  price: Decimal;
  from_on: IsoDate;
  until_on: IsoDate | null;
};
export type Product = ProductRow & {
  revision: number;
  reorder_level: Decimal | null;
  notes: string;
  barcodes: ProductBarcode[];
  units: ProductUnit[];
  gst_rates: ProductGstRate[];
  prices: ProductPrice[];
  created_at: Instant;
  warnings?: { code: string; message: string; field?: string }[];
};
export type ProductByBarcode = { product: ProductRow; unit: string };
export type ProductCategory = {
  id: number;
  parent_id: number | null;
  name: string;
  path: string;
  products: number;
};
export type Unit = {
  code: string;
  name: string;
  uqc: string;
  decimals: number;
  /** What one of it always is in another. */
  conversion: { unit: string; factor: Decimal } | null;
  retired_at: Instant | null;
};
export type TaxRate = {
  id: number;
  rate: Decimal;
  from_on: IsoDate;
  until_on: IsoDate | null;
  note: string;
  source: string;
  /** null: it came with the program. */
  added_at: Instant | null;
};
export type NumberedKind = "patient" | "product" | "material";
export type NumberSeries = {
  kind: NumberedKind;
  prefix: string;
  digits: number;
  next_number: number;
  next: string;
};
/** Labels as a file, and the names on those that have no bars. */
export type PrintedLabels = Download & { without_bars: string[] };

export type LabelPrice = "none" | "with_tax" | "before_tax";
export type LabelLayout = {
  key: string;
  name: string;
  width_um: number;
  height_um: number;
  columns: number;
  rows: number;
};
export type PriceList = { id: number; name: string; includes_tax: boolean; prices: number };
export type HsnCode = { code: string; description: string; kind: ProductKind; gst_rate: Decimal | null };
export type GstPreview = { count: number; examples: string[] };

export type UpdateForm = "copied" | "appimage" | "deb" | "rpm" | "windows" | "macos";
export type UpdatePayload = "program" | "appimage" | "deb" | "rpm" | "nsis" | "msi" | "dmg";
export type UpdateState = {
  version: string;
  platform: string;
  form: UpdateForm;
  keys: { name: string; fingerprint: string }[];
  waits_for_start: string | null;
};
export type UpdateOffer = {
  from: string;
  to: string;
  platform: string;
  payload: UpdatePayload;
  signed_by: string;
  fingerprint: string;
  made_at: Instant;
  notes: string;
  size_bytes: number;
  migrates: boolean;
  sha256: string;
};
export type UpdateApplied = {
  from: string;
  to: string;
  outcome: "replaced" | "handed_over";
  snapshots: { tenant_id: string; file_name: string }[];
  left: { tenant_id: string; reason: string }[];
  path: string;
  next_step: string;
};

/** A business that waits in its .cashflow file to be taken in. */
/** How far an archive is on its way in, in bytes; a total of 0 where the step has no measure. */
export type Coming = { step: "unknown" | "bringing" | "unpacking" | "checking"; done: number; total: number };
export type Arrival = {
  key: string;
  tenant_id: string;
  company_name: string;
  domain: string;
  domain_name: string;
  primary_color: string;
  initials: string;
  logo_url: string | null;
  is_active: boolean;
  archived_at: Instant | null;
  size_bytes: number;
  made_at: Instant;
  program_version: string;
  schema: "same" | "older";
  holds: { kind: "parties" | "products" | "patients" | "materials"; rows: number }[];
  proposed_id: string;
  id_problem: string | null;
  name_taken: boolean;
};
