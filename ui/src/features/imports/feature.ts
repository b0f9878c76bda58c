// Lists brought in from files: one guided screen, reached from everywhere.
import type { Command } from "$lib/commands.svelte";
import { t } from "$lib/messages";
import { go } from "$lib/router.svelte";
import type { Feature } from "$lib/screen";
import type { TransferKind } from "$lib/types";
import { kindIcon, kindName, KINDS, mayImport } from "./words";

export const imports: Feature = {
  key: "import",
  routes: {
    import: () => import("./ImportScreen.svelte"),
    "import/:kind": () => import("./ImportScreen.svelte"),
  },
  commands: () => [
    {
      id: "import.any",
      label: t("import.commandAny"),
      group: t("group.go"),
      icon: "upload",
      keywords: t("import.keywords"),
      run: () => go("import"),
    },
    ...KINDS.map(ofKind),
  ],
};

const ofKind = (kind: TransferKind): Command => ({
  id: `import.${kind}`,
  label: t("import.command", { things: kindName(kind) }),
  group: t("group.do"),
  icon: kindIcon[kind],
  keywords: t("import.keywords"),
  when: () => mayImport(kind),
  run: () => go(`import/${kind}`),
});
