/** The demo's pages: the incident, its review, its action items, the board, each of their issues, and the wiki, as they are now. */
import { defaults } from "../../src/config.ts";
import { pageNames as reports } from "../../src/report/page.ts";
import type { Issue, Repository } from "../../test/world/state.ts";
import type { World } from "../../test/world/world.ts";
import { boardPageName, itemsPage, pageOf, wikiNameIn, wikiPageOf } from "./addresses.ts";
import { boardPage } from "./board-page.ts";
import { type Html, html } from "./html.ts";
import { issuePage } from "./issue-page.ts";
import { issueLink, labelChip, picture, stateBadge } from "./parts.ts";
import { type Scene, wikiPages } from "./wiki.ts";
import { wikiPage } from "./wiki-page.ts";
import { boardOf } from "./world.ts";

/** Names of all pages that there are now, the first of them first. */
export function pageNames({ world, wiki }: Scene): string[] {
  return [
    "index.html",
    itemsPage,
    boardPageName,
    ...issuesOf(world).map(({ number }) => pageOf(number)),
    ...wikiPages(wiki).map(wikiPageOf),
  ];
}

/** What the page of that name shows now, its tabs included; null where there is no such page. */
export function pageNamed(name: string, scene: Scene): Html | null {
  const wikiName = wikiNameIn(name);
  if (wikiName !== null) {
    const page = wikiPage(wikiName, scene.wiki);
    return page && framed(scene, wikiEntrance, page);
  }
  const issues = issuesOf(scene.world);
  if (name === itemsPage) return framed(scene, name, itemList(issues));
  if (name === boardPageName) return framed(scene, name, boardPage(boardOf(scene.world)));
  const issue = name === "index.html" ? issues[0] : issues.find(({ number }) => pageOf(number) === name);
  if (issue) return framed(scene, pageOf(issue.number), issuePage(issue, scene.wiki));
  return name === "index.html" ? framed(scene, name, beginning) : null;
}

/** The page of the wiki that its tab leads to. */
const wikiEntrance = wikiPageOf(reports.index);

const beginning = html`<header class="issue"><h1>Nothing has been reported yet</h1>
<p class="quiet">It is Tuesday, 10 March 2026, 16:00. The login page starts to fail.</p></header>`;

function issuesOf(world: World): Issue[] {
  const repositories: Repository[] = [...world.state.repositories.values()];
  return repositories.flatMap(({ issues }) => [...issues.values()]);
}

function framed(scene: Scene, current: string, content: Html): Html {
  const tabs = tabsOf(scene).map(
    ([address, title]) =>
      html`<a href="${address}"${address === current ? html` aria-current="page"` : ""}>${title}</a>`,
  );
  return html`<nav><span class="repository">acme / <b>shop</b></span><span class="tabs">${tabs}</span></nav><main>${content}</main>`;
}

function tabsOf({ world, wiki }: Scene): [string, Html][] {
  const issues = issuesOf(world);
  const [incident] = issues;
  const review = issues.find(isReview);
  const items = issues.filter(isItem);
  const alerted = issues.findLast((issue) => isIncident(issue) && issue !== incident);
  const noise = issues.find(isNoise);
  const digest = issues.find(isDigest);
  return [
    [incident ? pageOf(incident.number) : "index.html", html`Incident`],
    ...(review ? [[pageOf(review.number), html`Review`] as [string, Html]] : []),
    ...(items.length > 0
      ? ([
          [itemsPage, html`Action items <span class="count">${items.length}</span>`],
          [boardPageName, html`Board`],
        ] as [string, Html][])
      : []),
    ...(alerted ? [[pageOf(alerted.number), html`Alerted`] as [string, Html]] : []),
    ...(noise ? [[pageOf(noise.number), html`Alert noise`] as [string, Html]] : []),
    ...(digest ? [[pageOf(digest.number), html`Digest`] as [string, Html]] : []),
    ...(wikiPages(wiki).includes(reports.index) ? [[wikiEntrance, html`Wiki`] as [string, Html]] : []),
  ];
}

const carries = (label: string) => (issue: Issue) => issue.labels.some(({ name }) => name === label);
const isIncident = carries(defaults.labels.incident);
const isNoise = carries(defaults.labels.alertNoise);
const isDigest = carries(defaults.labels.digest);
const isItem = carries(defaults.labels.actionItem);
const isReview = carries(defaults.labels.review);

function itemList(issues: readonly Issue[]): Html {
  const rows = issues
    .filter(isItem)
    .map(
      (item) =>
        html`<li>${stateBadge(item)} <span>${issueLink(item)} ${item.labels.map(labelChip)}</span> ${item.assignees.map(picture)}</li>`,
    );
  return html`<header class="issue"><h1>Action items</h1></header><section class="box list"><ul>${rows}</ul></section>`;
}
