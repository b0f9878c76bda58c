// One bundle for the window (custom scheme) and for the browser. The content policy is strict:
// nothing may be inlined, neither scripts nor fonts nor images.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { ahead } from "./scripts/ahead.ts";
import { guide, guideFolder } from "./scripts/guide.ts";
import { icons } from "./scripts/icons.ts";
import { placedWords } from "./scripts/placed-words.mjs";
import { places, words } from "./scripts/words.mjs";

const server = process.env.CASHFLOW_DEV_SERVER ?? "http://127.0.0.1:7878";

/** Each with all it needs that no earlier one holds. */
const groups = [
  {
    name: "base",
    test: /src\/lib\/(messages\/|installation\.svelte\.ts|theme\.svelte\.ts)|paraglide\/registry/,
  },
  { name: "app", test: /src\/App\.svelte$/ },
  { name: "charts", test: /src\/lib\/ui\/(BarChart|ShareBars|Sparkline|chart)\./ },
  { name: "frame", test: /src\/(features\/registry\.ts|frame\/|lib\/(ui|record)\/)/ },
  { name: "records", test: /src\/features\/(home|materials|parties|patients|products)\// },
  { name: "care", test: /src\/(archive-file|features\/(imports|settings)|installation|start)\// },
  { name: "guide", test: /src\/guide\// },
].map((group, i, all) => ({ ...group, priority: all.length - i }));

export default defineConfig({
  plugins: [
    words(),
    placedWords(places),
    guide(),
    icons(),
    svelte(),
    ahead("/src/App.svelte", "inter-latin-wght-normal.woff2"),
  ],
  resolve: {
    alias: { $lib: new URL("./src/lib", import.meta.url).pathname },
    ...(process.env.VITEST ? { conditions: ["browser"] } : {}),
  },
  server: {
    port: 5173,
    strictPort: true,
    fs: { allow: [".", guideFolder] },
    // The server answers to its own name only, and takes writes from its own pages only.
    proxy: Object.fromEntries(
      ["/api", "/health", "/docs"].map((path) => [
        path,
        { target: server, changeOrigin: true, headers: { origin: server } },
      ]),
    ),
  },
  build: {
    target: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // What the first screen takes, in one file; main.ts fetches it once the words are there. The rest in a few
        // that each serve a kind of work: a hundred small ones weigh a tenth more, for they repeat each other.
        codeSplitting: { groups },
      },
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"], setupFiles: ["src/lib/messages/load.ts"] },
});
