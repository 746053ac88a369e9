/** What holds for any conversation: laws of the fold, tried on thousands of made-up ones. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MomentName } from "../../src/incident/incident.ts";
import { momentNames } from "../../src/incident/incident.ts";
import type { IncidentEvent } from "../../src/timeline/event.ts";
import { declared, type story } from "./events.ts";

const people = fc.constantFrom("gary", "cathy", "greg", "rita", "oscar", "robot", "sooner");
const time = fc.integer({ min: 0, max: 59 }).map((minute) => `16:${String(minute).padStart(2, "0")}`);
const timed = fc
  .tuple(
    fc.constantFrom("started", "detected", "ack", "identified", "mitigated", "resolved", "reviewed", "reopen"),
    time,
  )
  .map(([verb, at]) => `/${verb} ${at}`);
const line = fc.oneof(
  timed,
  fc.constantFrom(
    "/ack",
    "/mitigated",
    "/resolved",
    "/reopen",
    "/identified",
    "/sev1",
    "/sev5",
    "/helped",
    "/duplicate #3",
  ),
  fc.constantFrom(
    "I looked.",
    "@greg?",
    "/at 16:10 @cathy looks",
    "/incident resolved 15:50",
    "/near-miss",
    "/page @greg",
  ),
);
const act = fc.record({
  kind: fc.constantFrom(
    "comment",
    "comment",
    "comment",
    "close",
    "not planned",
    "reopen",
    "label",
    "unlabel",
    "assign",
  ),
  who: people,
  line,
  gap: fc.integer({ min: 0, max: 1_200 }),
});

/** Acts one after the other, from 16:06 on. */
const conversation = fc.array(act, { maxLength: 25 }).map((acts) => {
  const told = declared();
  let now = Date.UTC(2026, 2, 10, 16, 6);
  for (const { kind, who, line: text, gap } of acts) {
    now += gap * 1_000;
    const at = `03-${new Date(now).toISOString().slice(8, 10)} ${new Date(now).toISOString().slice(11, 19)}`;
    if (kind === "comment") told.comment(who, at, text);
    else if (kind === "close") told.close(who, at);
    else if (kind === "not planned") told.close(who, at, "not planned");
    else if (kind === "reopen") told.reopen(who, at);
    else if (kind === "label") told.label(who, "sev3", at);
    else if (kind === "unlabel") told.unlabel(who, "sev3", at);
    else told.assign(who, who, at);
  }
  return told;
});

const order: readonly (readonly [MomentName, MomentName])[] = [
  ["started", "detected"],
  ["detected", "acknowledged"],
  ["detected", "identified"],
  ["detected", "restored"],
  ["restored", "resolved"],
  ["restored", "reviewed"],
  ["started", "restored"],
  ["started", "acknowledged"],
  ["detected", "resolved"],
  ["started", "resolved"],
];

describe("any conversation", () => {
  it("has inferred moments that contradict no other", () => {
    fc.assert(
      fc.property(conversation, (told) => {
        const { moments } = told.incident();
        for (const [earlier, later] of order) {
          const [first, second] = [moments[earlier], moments[later]];
          if (!first || !second || (first.by === "stated" && second.by === "stated")) continue;
          expect(second.at, `${earlier}, ${later}`).toBeGreaterThanOrEqual(first.at);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("has durations from 0 on, and tells which statements make one inconsistent", () => {
    fc.assert(
      fc.property(conversation, (told) => {
        const incident = told.incident();
        for (const duration of Object.values(incident.durations)) {
          if (duration.state === "recorded") expect(duration.ms).toBeGreaterThanOrEqual(0);
          if (duration.state === "inconsistent") expect(incident.contradictions).not.toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is not changed by the App's own acts", () => {
    const own: IncidentEvent[] = [
      { kind: "labeled", label: "sev1", atOpening: false, ...byApp("a") },
      { kind: "unlabeled", label: "sev2", ...byApp("b") },
      { kind: "assigned", assignee: "greg", ...byApp("c") },
    ];
    fc.assert(
      fc.property(conversation, fc.constantFrom(...own), (told, event) => {
        expect(told.fold([...told.events(), event])).toEqual(told.fold());
      }),
    );
  });

  it("never stops the fold, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(people, fc.string({ unit: "grapheme" }))), (comments) => {
        const told = declared();
        for (const [who, text] of comments) told.comment(who, "16:10", text);
        expect(momentNames.every((name) => name in told.incident().moments)).toBe(true);
      }),
    );
  });
});

function byApp(id: string) {
  return { id, at: Date.UTC(2026, 2, 12), who: "sooner", standing: "self" as const, url: "" };
}

describe("speed", () => {
  it.each([
    ["comments", (told: ReturnType<typeof story>, n: number) => told.comment("cathy", minute(n), `Step ${n}.`)],
    [
      "acknowledgements",
      (told: ReturnType<typeof story>, n: number) => told.comment("cathy", minute(n), "/ack\n/started 16:00"),
    ],
    [
      "reopenings",
      (told: ReturnType<typeof story>, n: number) => told.close("cathy", minute(n)).reopen("cathy", minute(n + 1)),
    ],
    [
      "labels",
      (told: ReturnType<typeof story>, n: number) =>
        told.label("cathy", "sev3", minute(n)).unlabel("cathy", "sev3", minute(n)),
    ],
    ["roles", (told: ReturnType<typeof story>, n: number) => told.comment("cathy", minute(n), `/role part${n} @greg`)],
    [
      "links",
      (told: ReturnType<typeof story>, n: number) =>
        told.comment("cathy", minute(n), "/hurt https://github.com/acme/shop/issues/12#issuecomment-100"),
    ],
  ])("2,000 %s fold in well under 50 ms", (_, tell) => {
    const told = declared();
    for (let n = 0; n < 2_000; n += 1) tell(told, n);
    const events = told.events();
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      told.fold(events);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

function minute(n: number): string {
  return new Date(Date.UTC(2026, 2, 11) + n * 20 * 60_000).toISOString().slice(5, 16).replace("T", " ");
}
