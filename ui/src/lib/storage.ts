// Small preferences kept on this machine. Storage may be full, forbidden or absent: then they last until
// the window closes, and nothing breaks.
const memory = new Map<string, string>();

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`cashflow.${key}`) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function remember(key: string, value: string): void {
  memory.set(key, value);
  try {
    localStorage.setItem(`cashflow.${key}`, value);
  } catch {
    // kept in memory above
  }
}
