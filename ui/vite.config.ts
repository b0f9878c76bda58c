// One bundle for the window (custom scheme) and for the browser. The content policy is strict:
// nothing may be inlined, neither scripts nor fonts nor images.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";
import { guide, guideFolder } from "./scripts/guide.ts";
import { ahead } from "./scripts/ahead.ts";
import { words } from "./scripts/words.mjs";

const server = process.env.CASHFLOW_DEV_SERVER ?? "http://127.0.0.1:7878";

export default defineConfig({
  plugins: [words(), guide(), svelte(), ahead("/src/App.svelte")],
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
        // What the first screen takes, in one file; main.ts fetches it once the words are there.
        codeSplitting: {
          groups: [
            {
              name: "base",
              test: /src\/lib\/(messages\/|installation\.svelte\.ts|theme\.svelte\.ts)/,
              priority: 2,
            },
            { name: "app", test: /src\/App\.svelte$/, priority: 1 },
          ],
        },
      },
    },
  },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"], setupFiles: ["src/lib/messages/load.ts"] },
});
