/** What is said on the review, or on the incident where there is none, about a public page that is held back. */
import { code, cut, inline } from "../words/escape.ts";
import { fitted } from "../words/fit.ts";
import { counted } from "../words/names.ts";
import { say, type Templates } from "../words/templates.ts";
import { publicPageName } from "./page.ts";
import type { HeldBack, PublicFinding } from "./public-check.ts";

export interface PublicFindingsView {
  /** The incident's number. */
  incident: number;
  findings: readonly HeldBack[];
  templates: Templates;
}

/** Characters for the list of findings. */
const room = 12_000;

/** The comment that says what holds the page back, and what to change where. Shows no secret in full and mentions nobody. */
export function publicFindingsText({ incident, findings, templates }: PublicFindingsView): string {
  const view = {
    incident: `#${incident}`,
    page: publicPageName(incident),
    things: counted(findings.length, "thing"),
    findings: fitted(findings.map(findingLine), room, (count) => `and ${count} more`),
  };
  return say(templates, "public-findings", view).trim();
}

/** What stands in its place once nothing holds the page back any more. */
export function mendedText({ incident, templates }: Omit<PublicFindingsView, "findings">): string {
  return publicFindingsText({ incident, findings: [], templates });
}

/** The remedy is ours: it is put in as it is. */
function findingLine({ place, finding: { kind, found, remedy } }: HeldBack): string {
  return `${kinds[kind]} in ${inline(place)}: ${code(cut(found, 100))}. ${remedy}`;
}

const kinds: Record<PublicFinding["kind"], string> = {
  secret: "A **secret**",
  mention: "A **mention**",
  "e-mail address": "An **e-mail address**",
  "private link": "A **private link**",
  "internal host": "An **internal host**",
  "IP address": "An **IP address**",
};
