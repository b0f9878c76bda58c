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
  /** In the order of the contents page. */
  export const chapters: ChapterHead[];
  /** The HTML of each chapter by its slug, and of the contents page as "README". */
  export const texts: Record<string, () => Promise<string>>;
}
