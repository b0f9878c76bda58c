// The `test` of every file here: an empty program of its own, its API, and a page that is watched.
import { test as base, expect } from "@playwright/test";
import { Api } from "./api";
import { Server } from "./server";
import { Watch } from "./watch";

type Fixtures = {
  /** The environment of the program: `test.use({ env: { … } })`. */
  env: Record<string, string>;
  server: Server;
  api: Api;
  watch: Watch;
};

export const test = base.extend<Fixtures>({
  env: [{}, { option: true }],
  server: async ({ env }, use) => {
    const server = await new Server(env).start();
    await use(server);
    await server.dispose();
  },
  api: async ({ server }, use) => use(new Api(server)),
  baseURL: async ({ server }, use) => use(server.url),
  watch: [
    async ({ context, server }, use) => {
      const watch = new Watch(() => server.url);
      await watch.follow(context);
      await use(watch);
      expect(watch.problems(), "nothing in the page went wrong unseen").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
export type { Page } from "@playwright/test";
