/** Where the demo's pages are: the same names on the local site and in the folder, so that links work in both. */

/** The page of an issue. */
export function pageOf(issue: number): string {
  return `issue-${issue}.html`;
}

/** The page that lists the action items. */
export const itemsPage = "action-items.html";

/** The page of the project board. */
export const boardPageName = "board.html";

/** The page that shows the wiki's page of that name. */
export function wikiPageOf(name: string): string {
  return `wiki-${name}.html`;
}

/** The name of the wiki's page that is shown here; null where this is none of the wiki's. */
export function wikiNameIn(address: string): string | null {
  return /^wiki-([\w-]+)\.html$/.exec(address)?.[1] ?? null;
}
