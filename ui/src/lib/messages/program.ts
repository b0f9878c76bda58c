// What the program itself names in English, in the person's language: states, features, columns, what is wrong with a
// GSTIN.
// Where a language has no words for one, the program's stand.
import type { FeatureInfo, GstinCheck, StateInfo } from "../types";
import { known } from ".";
import { language } from "./language";

export const stateWord = (code: string | null, name: string | null): string =>
  known(`state.s${code}`) ?? name ?? "";

export const inWords = (state: StateInfo): StateInfo => ({
  ...state,
  name: stateWord(state.code, state.name),
});

export const featureInWords = (info: FeatureInfo): FeatureInfo => ({
  ...info,
  name: known(`feature.${info.feature}`) ?? info.name,
  description: known(`feature.${info.feature}_text`) ?? info.description,
});

/** The columns of lists that come in or go out; in English by the headings of the files that the program writes. */
export const columnsInWords = <C extends { key: string; label: string }>(columns: C[]): C[] =>
  columns.map((column) => ({ ...column, label: known(`column.${column.key}`) ?? column.label }));

/** What is wrong with a GSTIN; a language without words for it says that it is wrong. */
export const gstinSays = ({ message, translated }: GstinCheck): string =>
  (message && language() !== "en" && !translated ? known("wrong.bad_gstin") : null) ?? message ?? "";
