// What the program itself names in English, in the person's language: states, features, what is wrong with a GSTIN.
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

/** English says which character it is; other languages that it is wrong. */
export const gstinSays = ({ message }: GstinCheck): string =>
  (message && language() !== "en" ? known("wrong.bad_gstin") : null) ?? message ?? "";
