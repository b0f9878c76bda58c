// Home: the day in sentences.
const many = (n: number, one: string, more: string) => `${n.toLocaleString("en-IN")} ${n === 1 ? one : more}`;

export const home = {
  "home.title": "Home",
  "home.nobody": "Nobody is in the books yet. Begin with the people you buy from and sell to.",
  "home.people": (p: { customers: number; suppliers: number }) =>
    `You deal with ${[
      p.customers > 0 && many(p.customers, "customer", "customers"),
      p.suppliers > 0 && many(p.suppliers, "supplier", "suppliers"),
    ]
      .filter(Boolean)
      .join(" and ")}.`,
  "home.dealings": (p: { count: number; one: string; more: string }) =>
    `Your books hold ${many(p.count, p.one, p.more)}.`,
  "home.patients": (p: { count: number; one: string; more: string }) =>
    `${many(p.count, p.one, p.more)} ${p.count === 1 ? "has" : "have"} a file here.`,
  "home.uncounted": (p: { count: number; one: string; more: string }) =>
    p.count === 1 ? `One ${p.one} was never counted.` : `${many(p.count, p.one, p.more)} were never counted.`,
  "home.customers": "Customers",
  "home.suppliers": "Suppliers",
  "home.allParties": (p: { count: number; one: string; more: string }) =>
    `${many(p.count, p.one, p.more)} in all`,
  "home.kinds": (p: { customers: number; suppliers: number }) =>
    [
      p.customers > 0 && many(p.customers, "buys from you", "buy from you"),
      p.suppliers > 0 && many(p.suppliers, "sells to you", "sell to you"),
    ]
      .filter(Boolean)
      .join(", ") || "nobody yet",
  "home.both": (p: { count: number }) => many(p.count, "of them also buys", "of them also buy"),
  "home.onlySell": "they sell to you",
  "home.neverCounted": (p: { count: number }) => `${p.count} never counted`,
  "home.allCounted": "all counted",
  "home.withoutPrice": (p: { count: number }) => `${p.count.toLocaleString("en-IN")} without a price`,
  "home.withoutHsn": (p: { count: number }) => `${p.count.toLocaleString("en-IN")} without an HSN code`,
  "home.allPriced": "all with price and HSN code",
  "home.noProducts": "what you sell, with its price",
  "home.addProduct": "Add what you sell",
  "home.addProductText": "A name, a price, a GST rate: bills then write themselves",
  "home.patientFiles": "with a file of their own",
  "home.recent": "Lately",
  "home.did_create": "entered",
  "home.did_made": "begun",
  "home.did_edit": "changed",
  "home.did_count": "counted",
  "home.did_archive": "archived",
  "home.did_restore": "brought back",
  "home.did_merge": "merged into another",
  "home.did_absorb": "merged with another",
  "home.did_activate": "switched on",
  "home.did_deactivate": "switched off",
  "home.did_adopt": "taken in",
  "home.did_set_logo": "has a new logo",
  "home.did_remove_logo": "has no logo any more",
  "home.did_export": "exported",
  "home.did_other": "changed",
  "home.did_set_picture": "got a picture",
  "home.did_remove_picture": "lost its picture",
  "home.did_gst_rate": "has a new rate of tax",
  "home.recentNone": "What you and others enter shows up here.",
  "home.next": "What would help next",
  "home.addCustomer": "Add your first customer",
  "home.addCustomerText": "Name, phone, GST number: a minute's work",
  "home.addSupplier": "Add your first supplier",
  "home.addSupplierText": "So that purchases find their way later",
  "home.addParty": "Add the first {party}",
  "home.addPartyText": "Name, phone, GST number: a minute's work",
  "home.addPatient": "Open the first {patient}’s file",
  "home.addPatientText": "Name and phone are enough to begin",
  "home.addGst": "Enter the GST number",
  "home.addGstText": "It stands on every bill and decides which tax applies",
  "home.checkGst": "Check the GST number",
  "home.checkGstText": "{number} is not a valid GSTIN",
  "home.addLogo": "Add a logo",
  "home.addLogoText": "You will know at a glance which business you are in",
  "home.countMaterials": (p: { count: number; one: string; more: string }) =>
    `Count ${many(p.count, p.one, p.more)}`,
  "home.countMaterialsText": "Nobody has counted them yet",
  "home.nothingNext": "Nothing is waiting. Ctrl K finds everything.",
} as const;
