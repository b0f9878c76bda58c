// Turns docs/guide into what the program shows: each chapter a file of HTML, made while building and fetched when it is
// read, and one list of them as docs/guide/README.md has it. Nothing of this runs in the program, so no Markdown reader
// is in it. Where nothing is built, in tests and beside the editor, a chapter is a module. A folder in docs/guide with
// contents of its own is the guide in another language, chapter by chapter and heading by heading the same.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Marked, type Token, type Tokens } from "marked";
import type { Plugin } from "vite";
import type { ChapterHead, Heading } from "virtual:guide";

export const guideFolder = join(dirname(fileURLToPath(import.meta.url)), "../../docs/guide");
const BOOKS = "virtual:guide";
const BOOK = "virtual:guide/";
const FIRST = "en";

/** The languages there is a guide in. */
export const guideLanguages = (): string[] => [
  FIRST,
  ...readdirSync(guideFolder).filter((name) => existsSync(join(guideFolder, name, "README.md"))),
];

/** Where the chapters of a language lie. */
export const folderOf = (language: string): string =>
  language === FIRST ? guideFolder : join(guideFolder, language);

/** Serves the books as "virtual:guide", each one's list as "virtual:guide/en", and the chapters. */
export function guide(): Plugin {
  let building = false;
  return {
    name: "guide",
    enforce: "pre",
    configResolved({ command }) {
      building = command === "build";
    },
    resolveId: (id) => (id === BOOKS || id.startsWith(BOOK) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${BOOKS}`) {
        // All of them at once, for they are small: a module that waits while it is read is read wrongly by WebKit where
        // two ask for it.
        const all = guideLanguages();
        const imports = all.map((language) => `import * as ${language} from "${BOOK}${language}";`);
        return `${imports.join("\n")}\nexport const books = { ${all.join(", ")} };\n`;
      }
      if (id.startsWith(`\0${BOOK}`)) {
        const language = id.slice(BOOK.length + 1);
        const folder = folderOf(language);
        this.addWatchFile(join(folder, "README.md"));
        if (!building) return listModule(folder, (slug) => moduleOf(join(folder, `${slug}.md`)));
        const keep = (name: string, source: Uint8Array | string) => {
          const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
          const fileName = `assets/${name.replace(/(?=\.\w+$)/, `-${hash}`)}`;
          this.emitFile({ type: "asset", fileName, source });
          return `/${fileName}`;
        };
        const page = (slug: string) => {
          const path = join(folder, `${slug}.md`);
          const html = chapter(path, warn(this), (file) => keep(basename(file), readFileSync(file)));
          return `() => text(${JSON.stringify(keep(`${slug}.${language}.html`, html))})`;
        };
        return `import { text } from "$lib/api";\n${listModule(folder, page)}`;
      }
      if (!id.startsWith(guideFolder) || !id.endsWith(".md")) return undefined;
      this.addWatchFile(id);
      return chapterModule(id, warn(this));
    },
  };
}

const warn = (to: { warn: (text: string) => void }) => (missing: string) =>
  to.warn(`${missing} is not there: script/generate --pictures takes it.`);

/** The chapters in the order of the contents page, whose headings are their groups. */
export function chapterHeads(folder: string): ChapterHead[] {
  let group = "";
  const heads: ChapterHead[] = [];
  for (const token of new Marked().lexer(readFileSync(join(folder, "README.md"), "utf8"))) {
    if (token.type === "heading" && token.depth === 2) group = plain(token);
    if (token.type !== "list") continue;
    for (const item of (token as Tokens.List).items) {
      const link = find(item, "link");
      if (!link?.href.endsWith(".md")) continue;
      const about = plain(item).replace(plain(link), "").replace(/^:\s*/, "");
      const slug = basename(link.href, ".md");
      heads.push({ slug, about, group, ...headingsOf(join(folder, `${slug}.md`)) });
    }
  }
  return heads;
}

/** Address of a chapter's place in the program: "parties.md#merging" is "#/guide/parties/merging". */
export function placeOf(href: string, here: string): string {
  const [file = "", at] = href.split("#");
  const slug = file ? basename(file, ".md") : here;
  const chapter = slug === "README" ? "#/guide" : `#/guide/${slug}`;
  return at ? `${chapter}/${at}` : chapter;
}

/** "Merging two records" → "merging-two-records", as the readers of repositories make anchors too. */
export const anchor = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

/** The heads of the chapters, and how each one's text is had. */
function listModule(folder: string, textOf: (slug: string) => string): string {
  const heads = chapterHeads(folder);
  const texts = ["README", ...heads.map(({ slug }) => slug)].map(
    (slug) => `${JSON.stringify(slug)}: ${textOf(slug)}`,
  );
  return `export const chapters = ${JSON.stringify(heads)};\nexport const texts = {\n${texts.join(",\n")}\n};\n`;
}

const moduleOf = (path: string): string =>
  `() => import(${JSON.stringify(path)}).then((made) => made.default)`;

/** A chapter as a module: its pictures are there by import. */
function chapterModule(path: string, warn: (missing: string) => void): string {
  const pictures: string[] = [];
  const html = chapter(path, warn, (file) => `\u0001${pictures.push(file) - 1}\u0001`);
  const imports = pictures.map((file, i) => `import p${i} from ${JSON.stringify(file)};`);
  const parts = html.split("\u0001").map((part, i) => (i % 2 === 0 ? JSON.stringify(part) : `p${part}`));
  return `${imports.join("\n")}\nexport default ${parts.join(" + ")};\n`;
}

/** A chapter's HTML, its pictures where `placeAt` has them. */
const chapter = (path: string, warn: (missing: string) => void, placeAt: (file: string) => string): string =>
  render(readFileSync(path, "utf8"), basename(path, ".md"), anchorsOf(path), (href) => {
    const file = join(dirname(path), href);
    if (!existsSync(file)) return void warn(file);
    return { src: placeAt(file), ...sizeOf(file) };
  });

type Picture = { src: string; width: number; height: number };

/** One page as HTML; a picture that is not taken yet is told by its words. */
function render(
  text: string,
  here: string,
  anchors: string[],
  pictureAt: (href: string) => Picture | undefined,
): string {
  let at = 0;
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const words = this.parser.parseInline(tokens);
        return depth === 1
          ? `<h1>${words}</h1>`
          : `<h${depth} id="${anchors[at++]}" tabindex="-1">${words}</h${depth}>`;
      },
      link({ href, tokens }) {
        return `<a href="${escaped(placeOf(href, here))}">${this.parser.parseInline(tokens)}</a>`;
      },
      image({ href, text: words }) {
        const picture = pictureAt(href);
        if (!picture) return `<em>${escaped(words)}</em>`;
        const { src, width, height } = picture;
        return `<img src="${src}" alt="${escaped(words)}" width="${width}" height="${height}" decoding="async">`;
      },
      table(token) {
        const row = (cells: Tokens.TableCell[], tag: string) =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("");
        return `<table><thead>${row(token.header, "th")}</thead><tbody>${body}</tbody></table>`;
      },
    },
  });
  return marked.parse(text, { async: false });
}

function headingsOf(path: string): { title: string; headings: Heading[] } {
  const headings = headingTokens(path);
  const title = headings.find(({ depth }) => depth === 1);
  if (!title) throw new Error(`${path} has no title: begin it with “# ”.`);
  const anchors = anchorsOf(path);
  const below = headings.filter(({ depth }) => depth > 1);
  const placed = below.map((token, i) => ({ id: anchors[i] ?? "", text: plain(token), depth: token.depth }));
  return {
    title: plain(title),
    headings: placed.filter(({ depth }) => depth === 2).map(({ id, text }) => ({ id, text })),
  };
}

/** The anchors of a chapter's headings below its title, in every language those of the first: links and F1 go by them. */
function anchorsOf(path: string): string[] {
  const own = headingTokens(path).filter(({ depth }) => depth > 1);
  const first = headingTokens(join(guideFolder, basename(path))).filter(({ depth }) => depth > 1);
  if (own.length !== first.length)
    throw new Error(`${path} has not the headings that its first language has.`);
  return first.map((token) => anchor(plain(token)));
}

const headingTokens = (path: string): Tokens.Heading[] =>
  new Marked()
    .lexer(readFileSync(path, "utf8"))
    .filter((token): token is Tokens.Heading => token.type === "heading");

/** The bare words of a token. */
function plain(token: Token): string {
  const within = "tokens" in token ? (token.tokens as Token[] | undefined) : undefined;
  if (within) return within.map(plain).join("");
  if (token.type === "html") return "";
  return "text" in token ? String(token.text) : "";
}

function find(token: Token, type: "link"): Tokens.Link | undefined {
  if (token.type === type) return token as Tokens.Link;
  const within = "tokens" in token ? (token.tokens as Token[] | undefined) : undefined;
  for (const inner of within ?? []) {
    const found = find(inner, type);
    if (found) return found;
  }
  return undefined;
}

/** Width and height from a PNG's head, so that the text does not jump while a picture loads. */
function sizeOf(file: string): { width: number; height: number } {
  const head = readFileSync(file);
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
