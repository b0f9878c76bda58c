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
  "home.patients": (p: { count: number }) =>
    `${many(p.count, "patient has a file", "patients have a file")} here.`,
  "home.uncounted": (p: { count: number }) =>
    p.count === 1 ? "One material was never counted." : `${p.count} materials were never counted.`,
  "home.customers": "Customers",
  "home.suppliers": "Suppliers",
  "home.patientsTile": "Patients",
  "home.materials": "Materials",
  "home.allParties": (p: { count: number }) => many(p.count, "party in all", "parties in all"),
  "home.both": (p: { count: number }) => `${p.count.toLocaleString("en-IN")} of them also buy`,
  "home.onlySell": "they sell to you",
  "home.neverCounted": (p: { count: number }) => `${p.count} never counted`,
  "home.allCounted": "all counted",
  "home.patientFiles": "with a file of their own",
  "home.recent": "Lately",
  "home.did_create": "entered",
  "home.did_edit": "changed",
  "home.did_count": "counted",
  "home.did_archive": "archived",
  "home.did_restore": "brought back",
  "home.did_merge": "merged into another",
  "home.did_absorb": "merged with another",
  "home.recentNone": "What you and others enter shows up here.",
  "home.next": "What would help next",
  "home.addCustomer": "Add your first customer",
  "home.addCustomerText": "Name, phone, GST number: a minute's work",
  "home.addSupplier": "Add your first supplier",
  "home.addSupplierText": "So that purchases find their way later",
  "home.addPatient": "Open the first patient file",
  "home.addPatientText": "Name and phone are enough to begin",
  "home.addGst": "Enter the GST number",
  "home.addGstText": "It stands on every bill and decides which tax applies",
  "home.checkGst": "Check the GST number",
  "home.checkGstText": "{number} is not a valid GSTIN",
  "home.addLogo": "Add a logo",
  "home.addLogoText": "You will know at a glance which business you are in",
  "home.countMaterials": (p: { count: number }) => `Count ${many(p.count, "material", "materials")}`,
  "home.countMaterialsText": "Nobody has counted them yet",
  "home.nothingNext": "Nothing is waiting. Ctrl K finds everything.",
} as const;
