// Figures to look at; nothing of a business is in them.
import { t } from "../lib/messages";
import type { IsoDate, TaxRate } from "../lib/types";

export type Row = { id: number; name: string; place: string; amount: string; late: boolean };

export const ROWS: Row[] = [
  { id: 1, name: t("preview.row"), place: t("gallery.city1"), amount: "12400.00", late: false },
  { id: 2, name: "Bharat Forge Works", place: t("gallery.city1"), amount: "318250.00", late: true },
  { id: 3, name: "फ़ातिमा शेख", place: t("gallery.city2"), amount: "2200.00", late: false },
  {
    id: 4,
    name: "Hindustan Casting Private Limited",
    place: t("gallery.city3"),
    amount: "512700.50",
    late: false,
  },
];

export const TREND = [4, 9, 7, 12, 0, 15, 11, 18, 14, 22, 19, 8];
export const SHARES = [128, 96, 64, 40, 12];
export const MONTHS: IsoDate[] = Array.from({ length: 12 }, (_, i) =>
  i === 0 ? "2025-12-01" : `2026-${String(i).padStart(2, "0")}-01`,
);

const rate = (id: number, percent: string, note = ""): TaxRate => ({
  id,
  rate: percent,
  from_on: "2025-09-22",
  until_on: null,
  note,
  source: "",
  added_at: null,
});
export const RATES: TaxRate[] = [rate(1, "0"), rate(2, "5"), rate(3, "18"), rate(4, "40")];
