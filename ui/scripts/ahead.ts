// The first screen is fetched beside the words it is drawn with, not after them: the page names its file from the
// beginning. It is evaluated as before, once the words are there.
import type { Plugin } from "vite";

export function ahead(screen: string): Plugin {
  return {
    name: "ahead",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }) {
        const wanted = Object.values(bundle).filter(
          (part) => part.type === "chunk" && part.moduleIds.some((id) => id.endsWith(screen)),
        );
        return wanted.map(({ fileName }) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${fileName}` },
          injectTo: "head",
        }));
      },
    },
  };
}
