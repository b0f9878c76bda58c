// A picture that was chosen and not yet sent, to be shown where it will be.
import type { PickedFile } from "./shell";

/** Its address within the page: a data: URL, which nobody has to give back. */
export function dataUrl({ type, bytes }: PickedFile): string {
  let text = "";
  const all = new Uint8Array(bytes);
  for (let at = 0; at < all.length; at += 0x8000)
    text += String.fromCharCode(...all.subarray(at, at + 0x8000));
  return `data:${type};base64,${btoa(text)}`;
}
