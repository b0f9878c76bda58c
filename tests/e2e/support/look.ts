// Questions to a page about its looks: which colours it wears, whether something is cut off or runs out of it.
import { expect, type Page } from "@playwright/test";

/** What a custom property computes to in the theme at hand, as "rgb(r, g, b)". */
export function token(page: Page, name: string): Promise<string> {
  return page.evaluate((property) => {
    const probe = document.createElement("i");
    probe.style.color = `var(${property})`;
    document.body.append(probe);
    const color = getComputedStyle(probe).color;
    probe.remove();
    return color;
  }, name);
}

export function rgb(hex: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${r}, ${g}, ${b})`;
}

/** The page scrolls down at most, never sideways. */
export async function expectNoSidewaysScroll(page: Page, where = ""): Promise<void> {
  const wide = await page.evaluate(() => {
    const runsOut = (element: Element) => element.scrollWidth > element.clientWidth + 1;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const all = [...document.querySelectorAll("body *")].filter((e) => scrolls(e) && runsOut(e));
    if (document.documentElement.scrollWidth > innerWidth) all.unshift(document.documentElement);
    return all.map((e) => `${e.tagName}.${e.className} ${e.scrollWidth} > ${e.clientWidth}`);
  });
  expect.soft(wide, `${where}: nothing is wider than its place`).toEqual([]);
}

/**
 * Words that are cut off although nothing says so: an ellipsis with a title, a line clamp, or words for
 * screen readers alone are meant; anything else that hides a part of its text is not.
 */
export async function expectNoClippedText(page: Page, where = ""): Promise<void> {
  const clipped = await page.evaluate(() => {
    const holdsText = (e: Element) =>
      [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent?.trim());
    const isCut = (e: Element | null): boolean =>
      e !== null && (getComputedStyle(e).textOverflow === "ellipsis" || isCut(e.parentElement));
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>("body *")) {
      if (
        !holdsText(element) ||
        !element.checkVisibility() ||
        element.closest(".sr-only, [aria-hidden=true], svg, select, option")
      )
        continue;
      const style = getComputedStyle(element);
      const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
      const meant =
        style.textOverflow === "ellipsis" ||
        style.webkitLineClamp !== "none" ||
        /TEXTAREA|INPUT/.test(element.tagName);
      const cutX = element.scrollWidth > element.clientWidth + 1;
      const cutY = element.scrollHeight > element.clientHeight + 2;
      if (hides && !meant && (cutX || cutY))
        found.push(`hidden part: ${element.textContent?.trim().slice(0, 60)}`);
      const box = element.getBoundingClientRect();
      if (!isCut(element) && box.width > 0 && (box.left < -1 || box.right > innerWidth + 1))
        found.push(
          `outside: ${element.textContent?.trim().slice(0, 60)} ${Math.round(box.left)}…${Math.round(box.right)}`,
        );
      if (meant && cutX && style.textOverflow === "ellipsis" && !element.closest("[title], [aria-label]"))
        found.push(`cut without a title: ${element.textContent?.trim().slice(0, 60)}`);
    }
    return found;
  });
  expect.soft([...new Set(clipped)], `${where}: every word can be read`).toEqual([]);
}
