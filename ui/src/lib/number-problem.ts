// What is wrong with a number as it stands in an input: that it is none, or only that it is written too finely.
import { parseDecimal } from "./format";
import { t } from "./messages";

type Options = {
  /** What is said of what is no number. */
  otherwise?: string;
  /** The largest there may be. */
  most?: number;
};

/** Undefined: it is a number of at most `decimals` digits after the point. */
export function numberProblem(typed: string, decimals: number, options: Options = {}): string | undefined {
  const { otherwise = t("record.badNumber"), most = Infinity } = options;
  const number = parseDecimal(typed, { decimals: Infinity });
  if (number === null || Number(number) > most) return otherwise;
  if (parseDecimal(typed, { decimals }) !== null) return undefined;
  return decimals === 0 ? t("record.wholeNumber") : t("record.tooManyDecimals", { count: decimals });
}
