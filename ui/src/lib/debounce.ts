// Waits until a person pauses; the last call wins.
export function debounce<A extends unknown[]>(run: (...args: A) => void, waitMs = 180) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waiting = (...args: A) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), waitMs);
  };
  waiting.cancel = () => clearTimeout(timer);
  return waiting;
}
