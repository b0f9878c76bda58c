import { expect, it } from "vitest";
import { byName } from "./numbers";

const called = (company_name: string, tenant_id = company_name) => ({ company_name, tenant_id });
const names = (...cards: { company_name: string }[]) => cards.map((card) => card.company_name);

it("orders as a person looks for a name: capitals do not matter, 2 comes before 10", () => {
  const cards = [
    called("Shop 10"),
    called("anita’s Café"),
    called("Shop 2"),
    called("Zaveri"),
    called("Bravo"),
  ];
  expect(names(...byName(cards))).toEqual(["anita’s Café", "Bravo", "Shop 2", "Shop 10", "Zaveri"]);
  expect(names(...cards)[0], "the list that was given is left as it is").toBe("Shop 10");
});

it("orders namesakes by their ids, whatever order they come in", () => {
  const cards = [called("Shop", "shop_b"), called("shop", "shop_a")];
  expect(byName(cards).map((card) => card.tenant_id)).toEqual(["shop_a", "shop_b"]);
  expect(byName(cards.toReversed()).map((card) => card.tenant_id)).toEqual(["shop_a", "shop_b"]);
});
