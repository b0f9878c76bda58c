// What scripts/guide.ts makes of docs/guide while building.
declare module "virtual:guide" {
  export type Heading = { id: string; text: string };
  export type ChapterHead = {
    /** Its place in the address: "parties" in "#/guide/parties". */
    slug: string;
    title: string;
    /** One line of what it is about. */
    about: string;
    group: string;
    headings: Heading[];
  };
  export type Book = {
    /** In the order of the contents page. */
    chapters: ChapterHead[];
    /** The HTML of each chapter by its slug, and of the contents page as "README". */
    texts: Record<string, () => Promise<string>>;
  };
  /** The guide in each language. */
  export const books: Record<string, Book>;
}
