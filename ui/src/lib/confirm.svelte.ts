// One question at a time, answered yes or no: `if (await confirm({...})) …`. Shown by lib/ui/ConfirmDialog.
import { t } from "./messages";

export type Question = {
  title: string;
  text: string;
  yes: string;
  no?: string;
  /** A third answer, which is neither: see `choose`. */
  other?: string;
  /** Colours the yes in the tone of danger. */
  danger?: boolean;
};

export const asking = $state<{ question: Question | null }>({ question: null });

export type Answer = "yes" | "no" | "other";

export const confirm = async (question: Question): Promise<boolean> => (await choose(question)) === "yes";

/** Asked before typed work is lost. */
export const mayLeave = (text = t("leave.text")): Promise<boolean> =>
  confirm({ title: t("leave.title"), text, yes: t("leave.yes"), no: t("leave.no") });

/** A question with three answers; closing it is a no. */
export function choose(question: Question): Promise<Answer> {
  settle?.("no");
  asking.question = question;
  return new Promise((resolve) => {
    settle = resolve;
  });
}

export function answer(given: Answer): void {
  asking.question = null;
  const resolve = settle;
  settle = null;
  resolve?.(given);
}

let settle: ((given: Answer) => void) | null = null;
