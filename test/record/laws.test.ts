/** What holds for the record of any incident: laws tried on thousands of made-up ones. */
import { csvParseRows } from "d3-dsv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaults } from "../../src/config.ts";
import type { ActionItem } from "../../src/incident/action-item.ts";
import type { Incident } from "../../src/incident/incident.ts";
import type { Review } from "../../src/incident/review.ts";
import { writeCsv } from "../../src/record/csv.ts";
import { readLines, writeLines } from "../../src/record/lines.ts";
import { recordOf } from "../../src/record/of.ts";
import { type IncidentRecord, recordSchema } from "../../src/record/record.ts";
import { at, declared } from "../incident/events.ts";

/** What people write: any signs, and those that files, spreadsheets and readers of lines trip over. */
const words = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom("\u2028", "\n", "\r", '"', ",", "=", "\\", "\ud83d", "\ude00", "\u0000", "é", "🔥"),
  }),
);
const instant = fc.integer({ min: at("03-01 00:00"), max: at("04-30 00:00") });
const sha = fc.stringMatching(/^[\da-f]{7,12}$/);
const clock = fc.integer({ min: 0, max: 59 }).map((minute) => `16:${String(minute).padStart(2, "0")}`);
const command = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("started", "detected", "ack", "identified", "mitigated", "resolved", "reviewed", "reopen"),
      clock,
    )
    .map((parts) => `/${parts.join(" ")}`),
  fc.tuple(clock, clock).map((times) => `/started ${times.join("-")}`),
  fc.tuple(clock, clock).map((times) => `/at ${times.join("-")} @cathy looks`),
  fc
    .tuple(fc.constantFrom("learned", "factor hurt", "well", "park", "update", "note", "impact"), words)
    .map((parts) => `/${parts.join(" ")}`),
  sha.map((digits) => `/change ${digits} hurt`),
  fc.constantFrom(
    "/change #9 helped",
    "/change https://github.com/acme/shop/deployments/3",
    "/started 99999 months ago",
    "/sev1",
    "/sev5",
    "/drill",
    "/near-miss",
    "/duplicate #3",
    "/related #4",
    "/page @greg",
    "/role comms @greg",
    "/handoff comms @cathy",
    "/affects login, =1+1",
    "/customers yes",
    "/detected 16:04 by customers",
    "/incident resolved 15:50",
  ),
);
const act = fc.record({
  kind: fc.constantFrom("comment", "comment", "comment", "close", "not planned", "reopen", "unlabel", "assign"),
  who: fc.constantFrom("gary", "cathy", "greg", "rita", "oscar", "robot"),
  lines: fc.array(fc.oneof(command, words), { minLength: 1, maxLength: 3 }),
  gap: fc.integer({ min: 0, max: 1_200 }),
});
const day = fc.oneof(fc.constantFrom(null, "2026-03-25", "2028-02-29", "soon", "+010360-01-01"), words);
const closing = fc.oneof(fc.constant({}), fc.record({ closedAt: instant, reason: words }));
const actionItem: fc.Arbitrary<ActionItem> = fc
  .record({
    number: fc.integer({ min: 1 }),
    title: words,
    url: words,
    state: fc.constantFrom("open", "done", "declined"),
    owners: fc.array(words, { maxLength: 2 }),
    priority: fc.constantFrom(null, "urgent", "low"),
    question: fc.constantFrom(null, "know sooner", "other"),
    createdAt: instant,
    firstDue: day,
    due: fc.constantFrom(null, "2026-03-25"),
  })
  .chain((item) => closing.map((more) => ({ ...item, ...more })));
const written = { learnings: [], factors: [], wentWell: [], parked: [], actionItems: [], publicSummary: "" };
const review: fc.Arbitrary<Review> = fc
  .record({
    number: fc.integer({ min: 1 }),
    url: words,
    due: day,
    facilitator: fc.oneof(fc.constant(null), words),
    state: fc.constantFrom("planned", "held", "not held"),
    written: fc.constant(written),
  })
  .chain((one) => closing.map((more) => ({ ...one, ...more })));

/** Incidents that the real reading and folding make of conversations, under any title. */
const incident: fc.Arbitrary<Incident> = fc
  .record({
    acts: fc.array(act, { maxLength: 20 }),
    title: words,
    actionItems: fc.array(actionItem, { maxLength: 3 }),
    review: fc.oneof(fc.constant(null), review),
  })
  .map(({ acts, title, ...given }) => {
    const told = declared();
    let now = at("16:06");
    for (const { kind, who, lines, gap } of acts) {
      now += gap * 1_000;
      const time = new Date(now).toISOString().slice(5, 19).replace("T", " ");
      if (kind === "comment") told.comment(who, time, lines.join("\n"));
      else if (kind === "close") told.close(who, time);
      else if (kind === "not planned") told.close(who, time, "not planned");
      else if (kind === "reopen") told.reopen(who, time);
      else if (kind === "unlabel") told.unlabel(who, "sev2", time);
      else told.assign(who, who, time);
    }
    const { review: held, actionItems } = given;
    return { ...told.given(held ? { actionItems, review: held } : { actionItems }).incident(), title };
  });
const deployment = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  sha,
  environment: fc.constant("production"),
  createdAt: fc.constant("2026-03-10T15:50:00Z"),
});
const record: fc.Arbitrary<IncidentRecord> = fc
  .record({
    incident,
    read: fc.record({
      configuration: fc.constant(defaults),
      updatedAt: instant,
      labels: fc.array(fc.constantFrom("incident", "SEV2", "sev1")),
      deployments: fc.array(deployment),
      mergeCommits: fc
        .dictionary(fc.constant("9"), sha)
        .map((commits) => new Map(Object.entries(commits).map(([n, commit]) => [Number(n), commit]))),
    }),
  })
  .map(({ incident: one, read }) => recordOf(one, read));

describe("the record of any incident", () => {
  it("keeps to its schema, in the schema's order", () => {
    fc.assert(
      fc.property(record, (one) => {
        const parsed = recordSchema.parse(one);
        expect(parsed).toStrictEqual(one);
        expect(JSON.stringify(parsed)).toBe(JSON.stringify(one));
      }),
      { numRuns: 500 },
    );
  });

  it("is read as it was written, also through a file", () => {
    fc.assert(
      fc.property(fc.array(record), (made) => {
        const records = made.map((one, index) => ({ ...one, number: index + 1 }));
        const text = writeLines([...records].reverse());
        expect(readLines(Buffer.from(text, "utf8").toString("utf8"))).toStrictEqual(records);
      }),
      { numRuns: 50 },
    );
  });

  it("gives a row of the table, and no cell that a spreadsheet would run", () => {
    fc.assert(
      fc.property(record, (one) => {
        const [head, ...rows] = csvParseRows(writeCsv([one]));
        expect(rows).toEqual([head?.map(() => expect.stringMatching(/^(?![=+\-@\t\r\n])/))]);
      }),
    );
  });

  it("has durations that follow from its moments", () => {
    fc.assert(
      fc.property(record, ({ moments: { started, detected }, durations: { timeToDetect } }) => {
        if (timeToDetect.seconds === undefined || !started || !detected || started.range) return;
        expect(timeToDetect.seconds).toBe((Date.parse(detected.at) - Date.parse(started.at)) / 1_000);
      }),
    );
  });
});
