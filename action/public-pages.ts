/** Public pages: each is checked before it is written, and one with a finding is held back, with a word to whoever can mend it. */
import { childrenOf } from "../src/children.ts";
import { GitHubError } from "../src/error.ts";
import type { ObservedChild } from "../src/github/observed.ts";
import type { GitHub } from "../src/github/port.ts";
import type { Incident } from "../src/incident/incident.ts";
import { readMarker, writeMarker } from "../src/marker.ts";
import type { IncidentRecord } from "../src/record/record.ts";
import type { Page, Site } from "../src/report/page.ts";
import { type HeldBack, heldBack, type PublicSurroundings } from "../src/report/public-check.ts";
import { mendedText, publicFindingsText } from "../src/report/public-findings.ts";
import { publicPage, publicTexts } from "../src/report/public-page.ts";
import { ownComments, type Situation } from "../src/situation.ts";
import type { Templates } from "../src/words/templates.ts";
import { type Notice, noticeOf } from "./notice.ts";

export interface Publicity {
  github: GitHub;
  site: Site;
  surroundings: PublicSurroundings;
  /** Public pages that were held back before: the incident, and our comment that says why. */
  held: Readonly<Record<string, number>>;
  /** Whether anything may be said on GitHub. */
  speak: "aloud" | "not at all";
}

export interface PublicPages {
  pages: Page[];
  held: Record<string, number>;
  notices: Notice[];
}

/** What only the reading of an incident tells of its public page. */
export interface PublicWords {
  publicSummary: string;
  /** Where somebody is told what holds the page back: the review, where the words are written, else the incident. */
  place: number;
  /** What was told there before. */
  said: { comment: number; body: string } | undefined;
  templates: Templates;
}

export function publicWordsOf(situation: Situation, incident: Incident): PublicWords {
  const { number, publicSummary } = incident;
  const said = saidBefore(situation, number);
  return { publicSummary, place: placeFor(situation, number), said, templates: situation.templates };
}

/** The public pages of the incidents that were read, and what is held back now, of all of them. */
export async function publicPages(
  read: ReadonlyMap<number, PublicWords>,
  records: ReadonlyMap<number, IncidentRecord>,
  publicity: Publicity,
): Promise<PublicPages> {
  const known = Object.entries(publicity.held).filter(([number]) => records.has(Number(number)));
  const result: PublicPages = { pages: [], held: Object.fromEntries(known), notices: [] };
  for (const [number, words] of read) {
    const record = records.get(number);
    if (!record) continue;
    const { publicSummary } = words;
    const findings = await findingsIn(record, publicSummary, publicity);
    if (findings.length === 0 && publicity.site.public.has(number))
      result.pages.push(publicPage(record, publicSummary, publicity.site));
    await tell({ number, words, findings, publicity, result });
  }
  return result;
}

/** An incident without a public page still has a line, and its updates, among those that are open. */
async function findingsIn(
  record: IncidentRecord,
  publicSummary: string,
  { site, surroundings }: Publicity,
): Promise<HeldBack[]> {
  const isShown = site.public.has(record.number);
  if (!isShown && record.state !== "open" && record.updates.length === 0) return [];
  return heldBack(publicTexts(record, isShown ? publicSummary : "", site), surroundings);
}

interface Telling {
  number: number;
  words: PublicWords;
  findings: readonly HeldBack[];
  publicity: Publicity;
  result: PublicPages;
}

/** One comment for each incident, edited as things change. Where it can't be written, the page is held back all the same. */
async function tell({ number, words, findings, publicity, result }: Telling): Promise<void> {
  const { said, place } = words;
  const before = result.held[number] ?? said?.comment;
  delete result.held[number];
  if (findings.length > 0) {
    result.held[number] = before ?? 0;
    result.notices.push(heldNotice(number, findings));
  }
  if (publicity.speak === "not at all" || (findings.length === 0 && !before)) return;
  const body = bodyFor(number, findings, words);
  if (said?.body.trim() === body.trim()) return;
  try {
    const comment = await write(publicity.github, { before, place: findings.length > 0 ? place : null, body });
    if (findings.length > 0) result.held[number] = comment;
  } catch (error) {
    result.notices.push(noticeOf(error, `Nobody could be told about the public page of #${number}`));
  }
}

function bodyFor(incident: number, findings: readonly HeldBack[], { templates }: PublicWords): string {
  const view = { incident, findings, templates };
  return `${writeMarker(keyFor(incident))}\n${findings.length > 0 ? publicFindingsText(view) : mendedText(view)}`;
}

/** Edits what was said before, or says it at `place`; where that is null, there is nothing new to say. */
async function write(
  github: GitHub,
  { before, place, body }: { before: number | undefined; place: number | null; body: string },
): Promise<number> {
  if (before && (await isEdited(github, before, body))) return before;
  return place === null ? 0 : ((await github.createComment(place, body)).comment ?? 0);
}

/** Not where people have deleted it. */
async function isEdited(github: GitHub, comment: number, body: string): Promise<boolean> {
  try {
    await github.editComment(comment, body);
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.status === 404) return false;
    throw error;
  }
}

function keyFor(incident: number): string {
  return `public:${incident}`;
}

function reviewIn({ issue, self, memory }: Situation): ObservedChild | undefined {
  return childrenOf(issue, self, memory).kept.find(({ kind }) => kind === "review")?.issue;
}

/** The review is where the words for the public are written; the incident itself where there is none. */
function placeFor(situation: Situation, incident: number): number {
  return reviewIn(situation)?.number ?? incident;
}

function saidBefore(situation: Situation, incident: number): { comment: number; body: string } | undefined {
  const onReview = reviewIn(situation)?.comments ?? [];
  const isOurs = ({ author, body }: (typeof onReview)[number]) =>
    author.kind === "bot" && author.login === situation.self && readMarker(body)?.key === keyFor(incident);
  const own = ownComments(situation.issue, situation.self).find(({ key }) => key === keyFor(incident));
  return onReview.find(isOurs) ?? own?.comment;
}

function heldNotice(incident: number, findings: readonly HeldBack[]): Notice {
  const kinds = [...new Set(findings.map(({ finding, place }) => `${finding.kind} in ${place}`))];
  return {
    level: "warning",
    title: `The public page of #${incident} is held back`,
    text: `There is something that should not be told outside: ${kinds.join(", ")}. A comment on its review, or on #${incident} where there is none, says what to change.`,
  };
}
