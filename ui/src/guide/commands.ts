// The guide as the palette finds it: every chapter, by its title and its headings.
import { chapters } from "./book";
import type { Command } from "../lib/commands.svelte";
import { t } from "../lib/messages";
import { navigate } from "../lib/router.svelte";

export function guideCommands(): Command[] {
  const group = t("guide.title");
  return [
    {
      id: "guide.open",
      label: t("guide.read"),
      group: t("group.go"),
      icon: "book-open",
      keywords: "help manual how",
      run: () => navigate("#/guide"),
    },
    ...chapters.map(({ slug, title, headings }) => ({
      id: `guide.${slug}`,
      label: t("guide.chapter", { title }),
      group,
      icon: "book-open",
      keywords: headings.map(({ text }) => text).join(" "),
      searchedOnly: true,
      run: () => navigate(`#/guide/${slug}`),
    })),
  ];
}
