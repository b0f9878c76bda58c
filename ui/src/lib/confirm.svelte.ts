// One question at a time, answered yes or no: `if (await confirm({...})) …`. Shown by lib/ui/ConfirmDialog.
export type Question = {
  title: string;
  text: string;
  yes: string;
  no?: string;
  /** Colours the yes in the tone of danger. */
  danger?: boolean;
};

export const asking = $state<{ question: Question | null }>({ question: null });

export function confirm(question: Question): Promise<boolean> {
  settle?.(false);
  asking.question = question;
  return new Promise((resolve) => {
    settle = resolve;
  });
}

export function answer(yes: boolean): void {
  asking.question = null;
  const resolve = settle;
  settle = null;
  resolve?.(yes);
}

let settle: ((yes: boolean) => void) | null = null;
