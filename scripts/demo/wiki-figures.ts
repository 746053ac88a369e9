/** What the wiki has to say of the reference case in the end, and that App and Action together leave one of everything. */
import { defaults } from "../../src/config.ts";
import { metricsSchema } from "../../src/metrics/metrics.ts";
import { readLines } from "../../src/record/lines.ts";
import type { IncidentRecord } from "../../src/record/record.ts";
import { durationTitles } from "../../src/words/names.ts";
import { showDuration } from "../../src/words/time.ts";
import { commentsOf } from "../../test/world/state.ts";
import type { World } from "../../test/world/world.ts";
import type { Ran } from "./action.ts";
import type { Figure } from "./figures.ts";
import { linesOf } from "./markdown.ts";
import { counted } from "./parts.ts";
import { type Scene, type WikiFiles, wikiText } from "./wiki.ts";

const durations = ["timeToDetect", "timeToAcknowledge", "timeToRecover", "impact"] as const;
const expected = "4 min, 3 min, 16 min, 20 min";

/** Reads back what the runs of the Action have left behind; the incident is the first issue. */
export function readWikiFigures({ world, wiki }: Scene, runs: readonly Ran[]): Figure[] {
  const record = firstRecord(wiki);
  return [
    { name: "Wiki: TTD, TTA, TTR, impact", expected, seen: onThePage(wiki) },
    { name: "The same in the record", expected, seen: record ? inTheRecord(record) : "no record" },
    { name: "The same in the metrics", expected, seen: inTheMetrics(wiki) },
    ...inTheFigure(wiki),
    ...lessons(wiki, record),
    ...oneOfEverything(world),
    { name: "Runs of the Action that failed", expected: "0", seen: `${runs.filter(({ code }) => code !== 0).length}` },
  ];
}

/** The record of the reference case; undefined where it is not written yet. */
export function firstRecord(wiki: WikiFiles): IncidentRecord | undefined {
  return readLines(contentOf(wiki, "incidents/data/2026.jsonl"))?.[0];
}

function contentOf(wiki: WikiFiles, path: string): string {
  return wiki.get(path)?.toString("utf8") ?? "";
}

function onThePage(wiki: WikiFiles): string {
  const lines = linesOf(wikiText(wiki, "Incident-1") ?? "");
  const cells = durations.map((name) => {
    const start = `${durationTitles[name].name} · `;
    return (
      lines
        .find((line) => line.startsWith(start))
        ?.slice(start.length)
        .split(" · ")[0] ?? "not there"
    );
  });
  return cells.join(", ");
}

function inTheRecord(record: IncidentRecord): string {
  return durations.map((name) => shown(record.durations[name].seconds)).join(", ");
}

function inTheMetrics(wiki: WikiFiles): string {
  const { windows } = metricsSchema.parse(JSON.parse(contentOf(wiki, "incidents/data/metrics.json")));
  const total = windows.at(-1)?.total.durations;
  return durations.map((name) => shown(total?.[name]?.values?.[0])).join(", ");
}

function shown(seconds: number | undefined): string {
  return seconds === undefined ? "not there" : showDuration(seconds * 1000);
}

const signatureOfPng = "89504e470d0a1a0a";

function inTheFigure(wiki: WikiFiles): Figure[] {
  const picture = wiki.get("incidents/figures/1.png");
  const [, alt = ""] = /!\[([^\]]*)\]\(incidents\/figures\/1\.png\)/.exec(wikiText(wiki, "Incident-1") ?? "") ?? [];
  const [, marked, moments, phases] = /: (5 [^.]*)\. ([^.]*)\. Phases: ([^.]*)\.$/.exec(alt) ?? [];
  return [
    {
      name: "Figure",
      expected: "a PNG",
      seen: picture?.toString("hex", 0, 8) === signatureOfPng ? "a PNG" : "not there",
    },
    {
      name: "Its text: entries",
      expected: "5 entries helped, 3 entries hurt, 2 entries had no effect",
      seen: marked ?? alt,
    },
    {
      name: "Its text: moments",
      expected: "Impact began about 16:00, detected 16:04, declared 16:06, acknowledged 16:07, restored 16:20",
      seen: moments ?? alt,
    },
    {
      name: "Its text: phases",
      expected: "detection 4 min, response and remediation 16 min",
      seen: phases ?? alt,
    },
  ];
}

function lessons(wiki: WikiFiles, record: IncidentRecord | undefined): Figure[] {
  const items = record?.actionItems ?? [];
  const complete = items.filter(({ owners, priority }) => owners.length > 0 && priority !== null);
  const told = linesOf(wikiText(wiki, "Incident-learnings") ?? "");
  const learned = record?.learnings.filter((learning) => told.includes(learning)) ?? [];
  const open = linesOf(wikiText(wiki, "Incident-action-items") ?? "").filter((line) => line.startsWith("login · "));
  return [
    { name: "Learnings in the record", expected: "9", seen: String(record?.learnings.length) },
    { name: "Learnings on their page", expected: "9", seen: String(learned.length) },
    {
      name: "Action items in the record",
      expected: "10 with owner and priority",
      seen: `${complete.length} with owner and priority`,
    },
    { name: "Action items on their page", expected: "10", seen: String(open.length) },
  ];
}

/** The Action passes over the incident as well, by an account of its own. */
function oneOfEverything(world: World): Figure[] {
  const incident = world.issue(1);
  const having = (label: string) =>
    incident.subIssues.filter(({ labels }) => labels.some(({ name }) => name === label)).length;
  const said = commentsOf(incident).filter(({ author }) => author.type === "Bot");
  const pinned = said.filter(({ pin }) => pin !== null).length;
  const left = [
    counted(pinned, "card"),
    counted(said.length - pinned, "page"),
    counted(having(defaults.labels.review), "review"),
    counted(having(defaults.labels.actionItem), "action item"),
  ];
  return [
    { name: "App and Action leave", expected: "1 card, 1 page, 1 review, 10 action items", seen: left.join(", ") },
  ];
}
