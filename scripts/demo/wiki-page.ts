/** A page of the wiki as GitHub would show it: its text, and at its side all pages and the sidebar. */
import { incidentPageName, pageNames, publicPageName } from "../../src/report/page.ts";
import type { Issue } from "../../test/world/state.ts";
import { wikiPageOf } from "./addresses.ts";
import { Html, html } from "./html.ts";
import { renderWiki } from "./markdown.ts";
import { counted } from "./parts.ts";
import { type WikiFiles, wikiPages, wikiText } from "./wiki.ts";

/** The wiki's page, without what all of the demo's pages have around it; null where there is none of that name. */
export function wikiPage(name: string, wiki: WikiFiles): Html | null {
  const names = wikiPages(wiki);
  if (!names.includes(name)) return null;
  return html`<header class="issue"><h1>${titleOf(name)}</h1>
<p class="quiet">The wiki of acme/shop · ${counted(names.length, "page")}</p></header>
<div class="columns"><article class="markdown-body wiki">${rendered(name, wiki)}</article>
<aside><section><h3>Pages</h3><ul class="pages">${names.map((each) => html`<li>${linkTo(each, name)}</li>`)}</ul></section>
<div class="markdown-body sidebar">${rendered(pageNames.sidebar, wiki)}</div></aside></div>`;
}

/** GitHub shows a page's name for its title. */
function titleOf(name: string): string {
  return name.replaceAll("-", " ");
}

function linkTo(name: string, current: string): Html {
  const mark = name === current ? html` aria-current="page"` : "";
  return html`<a href="${wikiPageOf(name)}"${mark}>${titleOf(name)}</a>`;
}

function rendered(name: string, wiki: WikiFiles): Html {
  return new Html(renderWiki(wikiText(wiki, name) ?? "", wiki));
}

/** Links to what the wiki says about an issue; none where it has no page. */
export function wikiLinks({ number }: Issue, wiki: WikiFiles): Html[] {
  const titles: [string, string][] = [
    [incidentPageName(number), "Report"],
    [publicPageName(number), "Public report"],
  ];
  return titles
    .filter(([name]) => wikiText(wiki, name) !== null)
    .map(([name, title]) => html`<div><a href="${wikiPageOf(name)}">${title}</a></div>`);
}
