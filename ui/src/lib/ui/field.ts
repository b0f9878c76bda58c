// How a Field and the input in it know of each other: one id, one description, one verdict.
import { getContext, setContext } from "svelte";

export type FieldContext = {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly required: boolean;
};

export const FIELD = Symbol("field");

export const provideField = (field: FieldContext) => setContext(FIELD, field);

/** The attributes every input spreads: `<input {...fieldAttributes(field, id)}>`. */
export const useField = () => getContext<FieldContext | undefined>(FIELD);

export function fieldAttributes(field: FieldContext | undefined) {
  return {
    id: field?.id,
    "aria-describedby": field?.describedBy,
    "aria-invalid": field?.invalid ? ("true" as const) : undefined,
    "aria-required": field?.required ? ("true" as const) : undefined,
  };
}
