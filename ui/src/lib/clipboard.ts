// Text to be pasted elsewhere. A page that came over the network without TLS may not use the clipboard by its name:
// then the browser's own copying does it.
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyAsSelection(text);
  }
}

function copyAsSelection(text: string): boolean {
  const put = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", text);
  };
  addEventListener("copy", put, { capture: true, once: true });
  const done = document.execCommand("copy");
  removeEventListener("copy", put, { capture: true });
  return done;
}

/** Has a person selected words, on the page or in an input? */
export function hasSelection(): boolean {
  const active = document.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement)
    return active.selectionStart !== active.selectionEnd;
  return Boolean(getSelection()?.toString());
}
