// Customers and suppliers, as a person enters, finds, corrects, merges and puts them away.
import { expect, test, type Page } from "./support/test";

const shop = "corner_shop";
const row = (page: Page, name: string | RegExp) =>
  page.getByRole("row", { name });
const rows = (page: Page) => page.getByRole("table").locator("tbody tr");
const told = (page: Page, text: string | RegExp) =>
  expect(
    page.getByRole("status").filter({ hasText: text }).first(),
  ).toBeVisible();
const box = (page: Page, name: string | RegExp) =>
  page.getByRole("textbox", { name });
const leaveDialog = (page: Page) =>
  page.getByRole("dialog", { name: "Leave without saving?" });

test.beforeEach(async ({ api }) => {
  await api.samples();
});

async function openList(page: Page) {
  await page.goto(`/#/b/${shop}/parties`);
  await expect(row(page, /Udupi Tiffin Room/)).toBeVisible();
}

test("a supplier is entered by keyboard: GSTIN, a person, two addresses", async ({
  page,
  watch,
}) => {
  await openList(page);
  await page.keyboard.press("n");
  await expect(
    page.getByRole("heading", { level: 1, name: "New party" }),
  ).toBeVisible();
  await expect(box(page, /^Name/).first()).toBeFocused();
  await page.keyboard.type("Bharuch Bio-Ceramics Pvt Ltd");
  await page.keyboard.press("Enter"); // Enter goes on, as in a ledger
  await expect(page.getByRole("radio", { name: "Customer" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Supplier" })).toBeChecked();
  await page.keyboard.press("Enter");

  const gstin = box(page, /^GSTIN/);
  await expect(gstin).toBeFocused();
  await page.keyboard.type("24aaecb7713q1z");
  await expect(page.getByText("14 of 15")).toBeVisible();
  await page.keyboard.type("a"); // the check digit should be C
  await expect(page.getByText(/last character/i)).toBeVisible();
  await page.keyboard.press("Backspace");
  await page.keyboard.type("c");
  await expect(gstin).toHaveValue("24AAECB7713Q1ZC");
  await expect(page.getByText("24 Gujarat")).toBeVisible();
  await expect(page.getByText("PAN AAECB7713Q")).toBeVisible();
  await expect(
    page.getByRole("combobox", { name: "GST registration" }),
  ).toHaveText("Regular");

  await page.getByRole("textbox", { name: /^Days to pay/ }).fill("45");
  await page.getByRole("textbox", { name: /^Credit limit/ }).fill("60000");

  const person = page
    .getByRole("group")
    .filter({ has: page.getByRole("textbox", { name: "Role" }) });
  await person.getByRole("textbox", { name: "Name" }).fill("Hetal Patel");
  await person.getByRole("textbox", { name: "Phone" }).fill("98250 00104");
  const addresses = page
    .getByRole("group")
    .filter({ has: page.getByRole("textbox", { name: "PIN" }) });
  await addresses
    .first()
    .getByRole("textbox", { name: "Called" })
    .fill("Works");
  await addresses
    .first()
    .getByRole("textbox", { name: "Address" })
    .fill("Plot 212, GIDC Phase II");
  await addresses.first().getByRole("textbox", { name: "PIN" }).fill("393002");
  await addresses
    .first()
    .getByRole("textbox", { name: "City" })
    .fill("Ankleshwar");
  await expect(
    addresses.first().getByRole("combobox", { name: "State" }),
  ).toHaveValue("Gujarat");
  await page.getByRole("button", { name: "Add an address" }).press("Enter");
  await expect(addresses).toHaveCount(2);
  await expect(
    addresses.nth(1).getByRole("textbox", { name: "Called" }),
  ).toBeFocused();
  await page.keyboard.type("Office");
  await addresses.nth(1).getByRole("textbox", { name: "City" }).fill("Mumbai");
  await addresses.nth(1).getByRole("combobox", { name: "State" }).fill("mahar");
  await page.getByRole("option", { name: "Maharashtra" }).click();
  await page.keyboard.press("Control+Enter");

  await told(page, "Bharuch Bio-Ceramics Pvt Ltd is saved");
  await expect(row(page, /Bharuch Bio-Ceramics/)).toBeFocused();
  await expect(row(page, /Bharuch Bio-Ceramics/)).toContainText(
    "24AAECB7713Q1ZC",
  );
  await expect(row(page, /Bharuch Bio-Ceramics/)).toContainText("98250 00104");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("heading", {
      level: 1,
      name: "Bharuch Bio-Ceramics Pvt Ltd",
    }),
  ).toBeVisible();
  await expect(addresses).toHaveCount(2);
  await expect(
    addresses.nth(1).getByRole("combobox", { name: "State" }),
  ).toHaveValue("Maharashtra");
  await expect(box(page, /^Days to pay/)).toHaveValue("45");
  await expect(page.getByText("Entered", { exact: true })).toBeVisible(); // its history
  await page.keyboard.press("Escape");
  await expect(row(page, /Bharuch Bio-Ceramics/)).toBeFocused();
  watch.allow();
});

test("what the server refuses stands at its field, and goes when it is mended", async ({
  page,
  watch,
}) => {
  await page.goto(`/#/b/${shop}/parties/new`);
  await expect(box(page, /^Name/).first()).toBeFocused();
  await page.keyboard.press("Control+Enter");
  await expect(box(page, /^Name/).first()).toHaveAccessibleDescription(
    "Type a name.",
  );
  await expect(box(page, /^Name/).first()).toBeFocused();
  await page.keyboard.type("Errors & Sons");
  await expect(box(page, /^Name/).first()).not.toHaveAttribute(
    "aria-invalid",
    "true",
  );

  watch.allow(/422/);
  const phone = page.getByRole("group").getByRole("textbox", { name: "Phone" });
  await phone.fill("12");
  const email = page
    .getByRole("group")
    .getByRole("textbox", { name: "E-mail" });
  await email.fill("nobody at nowhere");
  await box(page, "PIN").fill("12");
  await box(page, /^GSTIN/).fill("24AAECB7713Q1ZA");
  await page.keyboard.press("Control+Enter");
  await expect(box(page, /^GSTIN/)).toHaveAttribute("aria-invalid", "true");
  await expect(box(page, /^GSTIN/)).toBeFocused();
  await expect(email).toHaveAttribute("aria-invalid", "true");
  await expect(box(page, "PIN")).toHaveAttribute("aria-invalid", "true");
  await expect(email).toHaveAccessibleDescription(/.+/);
  await box(page, /^GSTIN/).fill("");
  await email.fill("desk@errors.example");
  await expect(email).not.toHaveAttribute("aria-invalid", "true");
  await phone.fill("98450 12345");
  await box(page, "PIN").fill("560003");
  await page.keyboard.press("Control+Enter");
  await told(page, "Errors & Sons is saved");
});

test("an edit is saved and told in the history; someone else's edit meanwhile is not overwritten", async ({
  page,
  api,
  watch,
}) => {
  const party = await api.party(shop, "Two Hands Stores", { notes: "first" });
  await page.goto(`/#/b/${shop}/parties/${party.id}`);
  await box(page, "Notes").fill("second");
  await expect(page.getByText("not saved yet")).toBeVisible();
  await page.keyboard.press("Control+Enter");
  await told(page, "Two Hands Stores is saved");

  await page.goto(`/#/b/${shop}/parties/${party.id}`);
  await expect(box(page, "Notes")).toHaveValue("second");
  await box(page, "Notes").fill("third, typed here");
  const now = await api.call<Record<string, unknown>>(
    "GET",
    `/api/parties/${party.id}`,
    undefined,
    shop,
  );
  await api.call(
    "PUT",
    `/api/parties/${party.id}`,
    body(now, { name: "Two Hands & Co" }),
    shop,
  );
  watch.allow(/409/);
  await page.keyboard.press("Control+Enter");
  const dialog = page.getByRole("dialog", {
    name: "Changed by someone else meanwhile",
  });
  await expect(dialog).toContainText("Two Hands & Co");
  await dialog.getByRole("button", { name: "Keep my text" }).press("Enter");
  await expect(box(page, "Notes")).toHaveValue("third, typed here");
  await expect(box(page, /^Name/).first()).toHaveValue("Two Hands & Co");
  await page.keyboard.press("Control+Enter");
  await told(page, "Two Hands & Co is saved");
});

test("found by three letters within a word, in Hindi, by telephone and by GSTIN", async ({
  page,
}) => {
  await openList(page);
  const search = page.getByRole("searchbox");
  for (const [typed, name] of [
    ["aha", "Hosahalli Foods Pvt Ltd"],
    ["सब्ज़ी", "राजू सब्ज़ी भंडार"],
    ["कमला", "श्रीमती कमला मिश्रा"],
    ["9845000409", "Little Stars Play School"],
    ["98450 00407", "Udupi Tiffin Room"],
    ["CC1867", "Chola Spices Pvt Ltd"],
    ["erode", "Chola Spices Pvt Ltd"],
  ] as const) {
    await page.keyboard.press("/");
    await expect(search).toBeFocused();
    await search.fill(typed);
    await expect(rows(page), typed).toHaveCount(1);
    await expect(row(page, new RegExp(name))).toBeVisible();
    await expect(
      page.getByRole("status").filter({ hasText: "1 found" }),
    ).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await expect(row(page, new RegExp(name))).toBeFocused();
  }
  await page.keyboard.press("/");
  await search.fill("zzzz");
  await expect(
    page.getByRole("heading", { name: "No one fits" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Show all" }).press("Enter");
  await expect(row(page, /Udupi/)).toBeVisible();
  await page
    .getByRole("button", { name: "Suppliers", exact: true })
    .press("Enter");
  await expect(row(page, /Udupi/)).toHaveCount(0);
  await expect(row(page, /Deepam/)).toBeVisible();
  await page.reload(); // the filter stands in the address
  await expect(row(page, /Deepam/)).toBeVisible();
  await expect(row(page, /Udupi/)).toHaveCount(0);
});

test("the palette finds a party and leads to it", async ({ page }) => {
  await page.goto(`/#/b/${shop}/home`);
  await page.keyboard.press("Control+K");
  await page.keyboard.type("udupi");
  await expect(
    page.getByRole("option", { name: /Udupi Tiffin Room/ }),
  ).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("heading", { level: 1, name: "Udupi Tiffin Room" }),
  ).toBeVisible();
});

test("what is typed in the palette stays when the businesses arrive late", async ({
  page,
}) => {
  const held: (() => void)[] = [];
  await page.route(/\/api\/tenants\?/, async (route) => {
    await new Promise<void>((go) => held.push(go));
    await route.continue();
  });
  await page.goto(`/#/b/${shop}/home`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Control+K");
  await page.keyboard.type("udupi");
  await expect(
    page.getByRole("option", { name: /Udupi Tiffin Room/ }),
  ).toBeVisible();
  expect(held.length).toBeGreaterThan(0);
  const answered = page.waitForResponse(/\/api\/tenants\?/);
  held.forEach((go) => go());
  await answered;
  await expect(
    page.getByRole("option", { name: /Udupi Tiffin Room/ }),
  ).toHaveAttribute("aria-selected", "true");
  await expect(
    page.getByRole("combobox", { name: "Search or do anything" }),
  ).toHaveValue("udupi");
});

test("somebody entered twice is noticed, merged, and the old address leads to the one that stayed", async ({
  page,
  api,
}) => {
  await page.goto(`/#/b/${shop}/parties/new`);
  await box(page, /^Name/).first().fill("Udupi Hotel");
  await page
    .getByRole("group")
    .getByRole("textbox", { name: "Phone" })
    .fill("9845000407");
  await told(page, "Udupi Tiffin Room has this phone number too.");
  await page.keyboard.press("Control+Enter");
  await told(page, /Udupi Hotel is saved/);
  await page.getByRole("button", { name: "Merge…" }).press("Enter");

  const dialog = page.getByRole("dialog", { name: "Merge Udupi Hotel" });
  await expect(
    dialog.getByRole("columnheader", { name: /Goes/ }),
  ).toContainText("Udupi Hotel");
  await expect(
    dialog.getByRole("columnheader", { name: /Stays/ }),
  ).toContainText("Udupi Tiffin Room");
  const gone = Number(/parties\/(\d+)/.exec(page.url())?.[1]);
  await dialog
    .getByRole("button", { name: "Merge into Udupi Tiffin Room" })
    .press("Enter");
  await told(page, "Udupi Hotel is merged into Udupi Tiffin Room");
  await expect(row(page, /Udupi Tiffin Room/)).toBeFocused();
  await expect(row(page, /Udupi Hotel/)).toHaveCount(0);

  await page.goto(`/#/b/${shop}/parties/${gone}`);
  await expect(
    page.getByRole("heading", { level: 1, name: "Udupi Tiffin Room" }),
  ).toBeVisible();
  await told(page, "was merged into this one");
  await expect(
    page.getByText("Another record was merged into this one"),
  ).toBeVisible();
  const found = await api.call<{ id: number; merged_from: number[] }>(
    "GET",
    `/api/parties/${gone}`,
    undefined,
    shop,
  );
  expect(found.id).not.toBe(gone);
  expect(found.merged_from).toContain(gone);
});

test("two GSTINs are two firms until somebody says that they are one", async ({
  page,
  api,
}) => {
  const gst = { registration: "regular" };
  const goes = await api.party(shop, "Kaveri Pune", {
    ...gst,
    gstin: "27AABCR1718E1ZP",
  });
  await api.party(shop, "Kaveri Bengaluru", {
    ...gst,
    gstin: "29AABCR1718E1ZL",
  });
  await page.goto(`/#/b/${shop}/parties/${goes.id}`);
  await page.getByRole("button", { name: "More actions" }).press("Enter");
  await page.getByRole("menuitem", { name: /Merge/ }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Merge Kaveri Pune" });
  await dialog.getByRole("combobox").fill("kaveri beng");
  await dialog.getByRole("option", { name: /Kaveri Bengaluru/ }).click();
  await expect(dialog.getByRole("note")).toContainText("29AABCR1718E1ZL stays");
  const merge = dialog.getByRole("button", {
    name: "Merge into Kaveri Bengaluru",
  });
  await expect(merge).toBeDisabled();
  const seen = dialog.getByRole("checkbox", {
    name: "They are one party all the same",
  });
  await expect(seen).toBeFocused();
  await seen.press("Space");
  await merge.press("Enter");
  await told(page, "Kaveri Pune is merged into Kaveri Bengaluru");
});

test("archived with one key, undone, and restored from the record", async ({
  page,
}) => {
  await openList(page);
  await page.keyboard.press("/");
  await page.getByRole("searchbox").fill("little");
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await told(page, "Little Stars Play School is archived");
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(row(page, /Little Stars/)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Delete");
  await expect(rows(page)).toHaveCount(0);
  await page.getByRole("button", { name: "With archived" }).press("Enter");
  await expect(row(page, /Little Stars/)).toContainText("archived");
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "More actions" }).press("Enter");
  await page.getByRole("menuitem", { name: "Restore" }).press("Enter");
  await told(page, "Little Stars Play School is back in the lists");
});

test("typed words are lost neither by Escape, nor by a switch, nor by Back", async ({
  page,
}) => {
  await openList(page);
  await page.keyboard.press("n");
  const name = box(page, /^Name/).first();
  await name.fill("Half a Nam");
  for (const away of ["Escape", "Control+2", "Control+0", "Alt+1"]) {
    await page.keyboard.press(away);
    await expect(leaveDialog(page), away).toBeVisible();
    await expect(page).toHaveURL(/parties\/new$/);
    await page.getByRole("button", { name: "Keep editing" }).press("Enter");
    await expect(leaveDialog(page)).toHaveCount(0);
    await expect(name).toHaveValue("Half a Nam");
  }
  await page.goBack();
  await expect(
    page.getByRole("button", { name: "Keep editing" }),
  ).toBeFocused();
  // No answer is no; and a quick hand's next key is heard while the question still closes.
  await Promise.all([
    page.keyboard.press("Escape"),
    page.keyboard.press("Control+0"),
  ]);
  await expect(
    page.getByRole("button", { name: "Keep editing" }),
  ).toBeFocused();
  await expect(name).toHaveValue("Half a Nam");

  await page
    .getByRole("button", { name: "Leave, keep as draft" })
    .press("Enter");
  await expect(page.getByRole("list", { name: "Businesses" })).toBeVisible();
});

test("addresses can be kept and shared: a reload leads to the same record, a wrong one says so", async ({
  page,
  api,
  watch,
}) => {
  const party = await api.party(shop, "Deep Link Stores");
  await page.goto(`/#/b/${shop}/parties/${party.id}`);
  await expect(
    page.getByRole("heading", { level: 1, name: "Deep Link Stores" }),
  ).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole("heading", { level: 1, name: "Deep Link Stores" }),
  ).toBeVisible();
  watch.allow(/404|400/);
  for (const wrong of ["999999", "x", "-1"]) {
    await page.goto(`/#/b/${shop}/parties/${wrong}`);
    await expect(
      page.getByRole("link", { name: "Parties", exact: true }).last(),
    ).toBeVisible();
    await expect(
      page.getByRole("heading", { name: "Deep Link Stores" }),
    ).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  }
});

test("three hundred parties are walked through by keyboard", async ({
  page,
  api,
}) => {
  const names = Array.from(
    { length: 300 },
    (_, i) => `Walker ${String(i).padStart(3, "0")}`,
  );
  for (let at = 0; at < names.length; at += 20) {
    await Promise.all(
      names
        .slice(at, at + 20)
        .map((name) => api.party("manufacturing_xyz", name)),
    );
  }
  await page.goto("/#/b/manufacturing_xyz/parties?search=walker");
  await expect(
    page.getByRole("status").filter({ hasText: "300 found" }),
  ).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.press("ArrowDown");
  await expect(row(page, /Walker 000/)).toBeFocused();
  await expect(async () => {
    await page.keyboard.press("End"); // each leads to the end of what has come so far
    await expect(row(page, /Walker 299/)).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press("Home");
  await expect(row(page, /Walker 000/)).toBeFocused();
  for (let i = 0; i < 120; i += 1) await page.keyboard.press("ArrowDown");
  await expect(row(page, /Walker 120/)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("heading", { level: 1, name: "Walker 120" }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(row(page, /Walker 120/)).toBeFocused(); // back where one was
});

/** A saved party as it is sent back. */
function body(
  party: Record<string, unknown>,
  changes: Record<string, unknown>,
) {
  const sent = [
    "revision",
    "name",
    "kind",
    "gstin",
    "registration",
    "credit_days",
    "credit_limit",
    "notes",
    "addresses",
    "contacts",
  ];
  return {
    ...Object.fromEntries(sent.map((key) => [key, party[key]])),
    ...changes,
  };
}
