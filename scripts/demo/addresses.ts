/** Where the demo's pages are: the same names on the local site and in the folder, so that links work in both. */

/** The page of an issue. */
export function pageOf(issue: number): string {
  return `issue-${issue}.html`;
}

/** The page that lists the action items. */
export const itemsPage = "action-items.html";
