/** An alert's record is one comment: written once, edited as the alert goes on, and of two the older stays. */
import { expect, test } from "vitest";
import { type KeptRecord, recordMarker } from "../../src/alerts/record.ts";
import type { TimelineItem } from "../../src/github/observed.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { planAlerts } from "../../src/plan/alerts.ts";
import { plan } from "../../src/plan/plan.ts";
import { ownComments, type Situation } from "../../src/situation.ts";
import { compileTemplates } from "../../src/words/templates.ts";
import { at, reference, sources } from "../words/reference.ts";
import { issueWith, situationWith, written } from "./situation.ts";

const firing: KeptRecord = {
  source: "alertmanager",
  fingerprint: "9a7",
  severity: "critical",
  service: "login",
  rule: null,
  title: "HighErrorRate",
  link: null,
  acknowledged: null,
  alerted: [],
  ordinal: 1,
  episodes: [{ startedAt: at(3), receivedAt: at(4), endedAt: null, endReceivedAt: null }],
  omitted: 0,
  comment: null,
};
const ended: KeptRecord = {
  ...firing,
  episodes: [{ startedAt: at(3), receivedAt: at(4), endedAt: at(20), endReceivedAt: at(21) }],
};

const situation = situationWith(issueWith());

const folded = (incident: Incident) => ({ status: "incident" as const, incident, refused: [], settlesAt: null });

const firingText =
  "**HighErrorRate** firing since 16:03, says Prometheus Alertmanager · critical · login\n<sub>Tue 10 Mar 2026, times in UTC</sub>";

/** A comment of the App's, unless of somebody else. */
function comment(number: number, body: string, login = "sooner"): TimelineItem {
  const item = written(number, false);
  if (item.type !== "comment") throw new Error("That is no comment");
  return { ...item, body, actor: { login, kind: login === "sooner" ? "bot" : "user" } };
}

const standing = (id: number) => ({ id, url: `${reference.url}#issuecomment-${id}` });

function planned(alerts: readonly KeptRecord[], items: TimelineItem[] = [], more: object = {}) {
  const issue = issueWith({ items });
  return planAlerts({ ...situationWith(issue), alerts, ...more }, ownComments(issue, "sooner"));
}

test("no alerts, no comments", () => expect(planned([])).toEqual([]));

test("a new one is written with its facts in the marker", () => {
  expect(planned([firing])).toEqual([
    { do: "create comment", issue: reference.number, body: `${recordMarker(firing)}\n${firingText}` },
  ]);
});

test("one that stands as it should is left alone, also where GitHub has trimmed it", () => {
  const body = `${recordMarker(firing)}\n${firingText}`;
  expect(planned([{ ...firing, comment: standing(500) }], [comment(500, body)])).toEqual([]);
  expect(planned([{ ...firing, comment: standing(500) }], [comment(500, `${body}\n`)])).toEqual([]);
});

test("it is edited as the alert goes on, and where somebody has changed its words", () => {
  const before = `${recordMarker(firing)}\n${firingText}`;
  const edits = planned([{ ...ended, comment: standing(500) }], [comment(500, before)]);
  expect(edits).toEqual([
    { do: "edit comment", comment: 500, body: expect.stringContaining("fired from 16:03 to 16:20 (17 min)") },
  ]);
  const reworded = `${recordMarker(firing)}\nIt is nothing`;
  expect(planned([{ ...firing, comment: standing(500) }], [comment(500, reworded)])).toEqual([
    { do: "edit comment", comment: 500, body: before },
  ]);
});

test("of two comments with one record, as two processes wrote them, the younger goes", () => {
  const body = `${recordMarker(firing)}\n${firingText}`;
  const both = [comment(500, body), comment(501, body)];
  expect(planned([{ ...firing, comment: standing(500) }], both)).toEqual([{ do: "delete comment", comment: 501 }]);
});

test("a record that somebody else pasted is no double", () => {
  const body = `${recordMarker(firing)}\n${firingText}`;
  const both = [comment(500, body), comment(501, body, "eve")];
  expect(planned([{ ...firing, comment: standing(500) }], both)).toEqual([]);
});

test.each<[string, Partial<Situation>, boolean]>([
  ["an incident", {}, true],
  ["a withdrawn one", { folded: folded({ ...reference, state: "withdrawn" }) }, true],
  ["a report that nobody has confirmed", { folded: { status: "unconfirmed", opener: "eve" } }, true],
  ["what is no incident any more", { folded: { status: "none" } }, true],
  ["a pull request", { issue: issueWith({ kind: "pull request" }) }, false],
])("what has reached %s is written down before all else: %s", (_, more, isWritten) => {
  const { records } = plan({ ...situation, alerts: [firing], ...more });
  const written = records.filter((change) => change.do === "create comment" && change.body.includes("sooner:alert:"));
  expect(written).toHaveLength(isWritten ? 1 : 0);
});

test("a repository's own words that can't be used leave ours, with the record", () => {
  const { templates } = compileTemplates(sources, { "alert.hbs": "{{nobody}}" });
  const [change] = planned([firing], [], { templates });
  expect(change).toEqual({
    do: "create comment",
    issue: reference.number,
    body: expect.stringMatching(
      /^<!-- sooner:alert:[^\n]+ -->\n> \.github\/sooner\/templates\/alert\.hbs: ours is used/,
    ),
  });
});

test("a pool with 10,000 alerts fits into its comment", () => {
  const pool = { firing: "abcde".repeat(5_000), ended: "vwxyz".repeat(5_000), omitted: 12, lastEnd: at(60) };
  const [change] = planned([{ ...firing, fingerprint: "", pool }]);
  const body = change && "body" in change ? change.body : "";
  expect(body.length).toBeLessThan(65_536);
  expect(body).toContain(
    "**10012 more alerts** reached this incident, too many for comments of their own: 5000 of them are firing.",
  );
});
