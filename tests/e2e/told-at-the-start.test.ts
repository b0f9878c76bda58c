// What somebody should know before work begins is said on the start screen: a catalogue that was made again, a trade
// of one's own beside those built in.
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "./support/test";

test("a list of businesses that was lost and made again is told", async ({ page, api, server }) => {
  await api.samples();
  await page.goto("/");
  await expect(page.getByRole("link", { name: /Corner Shop/ })).toBeVisible();
  await expect(page.getByText(/made again/)).toHaveCount(0);
  await page.goto("about:blank"); // a page still fetching its parts would miss the program
  await server.stop();
  for (const ending of ["", "-wal", "-shm"]) {
    fs.rmSync(path.join(server.dataDir, `catalog.sqlite${ending}`), {
      force: true,
    });
  }
  await server.start();
  await page.goto("/");
  await expect(page.getByText(/was made again from their files on .*: 3 businesses taken in/)).toBeVisible();
  await expect(page.getByRole("link", { name: /Corner Shop/ })).toBeVisible();
});

test("a trade of one's own is chosen like those built in, and its words are used", async ({
  page,
  api,
  server,
}) => {
  await api.samples();
  await server.stop();
  fs.mkdirSync(path.join(server.dataDir, "domains"));
  fs.writeFileSync(path.join(server.dataDir, "domains/yoga.toml"), YOGA);
  await server.start();
  await page.goto("/#/add");
  const trade = page.getByRole("radio", { name: /Yoga studio/ });
  await trade.check({ force: true });
  await trade.press("Enter");
  await page.getByRole("textbox", { name: /^Name/ }).fill("Shanti");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Add and open" }).press("Enter");
  await expect(page).toHaveURL(/#\/b\/shanti\/home$/);
  await expect(page.getByRole("navigation").getByRole("link", { name: "Members" })).toBeVisible();
});

const YOGA = `domain = "yoga"
name = "Yoga studio"
description = "Classes and members."
primary_color = "#7a4fb0"
secondary_color = "#4a6fa5"
accent_color = "#d98e04"
features = ["patient_management"]

[labels]
patient = "Member"
patients = "Members"

[[menu]]
group = "work"
label = ""
items = [
  { key = "home", label = "Home", path = "home", icon = "house" },
  { key = "members", label = "Members", path = "patients", icon = "user-round", feature = "patient_management" },
]
`;
