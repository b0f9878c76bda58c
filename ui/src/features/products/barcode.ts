// Barcodes as scanners type them.

/** Can a barcode be this at all? 1 to 48 printable characters without a space. */
export const isBarcode = (text: string): boolean => /^[\x21-\x7e]{1,48}$/.test(text);

/** Does a search look as if a scanner had typed it, or a person a number from a label? */
export const looksScanned = (text: string): boolean => isBarcode(text) && text.length >= 4 && /\d/.test(text);

/** Is the last digit of an EAN-13, EAN-8 or UPC-A the right one? null for everything else. */
export function checkDigitFits(text: string): boolean | null {
  if (!/^(\d{8}|\d{12}|\d{13})$/.test(text)) return null;
  const digits = [...text].map(Number);
  const last = digits.pop() ?? 0;
  const sum = digits.reverse().reduce((sum, digit, at) => sum + digit * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === last;
}
