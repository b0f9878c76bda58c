// What the first screen takes is fetched beside the words it is drawn with, not after them: the page names its script
// and its letters from the beginning. The script is evaluated as before, once the words are there.
import type { Plugin } from "vite";

export function ahead(screen: string, letters: string): Plugin {
  return {
    name: "ahead",
    transformIndexHtml: {
      order: "post",
      handler(_, { bundle = {} }) {
        return Object.values(bundle).flatMap((part) => {
          const href = `/${part.fileName}`;
          if (part.type === "chunk" && part.moduleIds.some((id) => id.endsWith(screen)))
            return [link({ rel: "modulepreload", href })];
          if (part.type === "asset" && part.names.includes(letters))
            return [link({ rel: "preload", as: "font", type: "font/woff2", href })];
          return [];
        });
      },
    },
  };
}

const link = (attrs: Record<string, string>) => ({
  tag: "link",
  attrs: { crossorigin: true, ...attrs },
  injectTo: "head" as const,
});
