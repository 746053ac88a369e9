/** What holds for any conversation: laws of the fold, tried on thousands of made-up ones. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Arrival } from "../../src/alerts/alert.ts";
import { withArrivals } from "../../src/alerts/episodes.ts";
import type { Incident, MomentName } from "../../src/incident/incident.ts";
import { momentNames } from "../../src/incident/incident.ts";
import type { IncidentEvent } from "../../src/timeline/event.ts";
import { withRecorded } from "../../src/timeline/recorded.ts";
import { ends, fires } from "../alerts/arrivals.ts";
import { at, declared, type story } from "./events.ts";

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
type Told = ReturnType<typeof story>;
type Act = { who: string; line: string; at: string; alert: Partial<Arrival> };

/** Alerts reach us ten minutes before the act that they are told by: some of them before the declaration. */
const acts = {
  comment: (told: Told, { who, at, line: text }: Act) => told.comment(who, at, text),
  close: (told: Told, { who, at }: Act) => told.close(who, at),
  "not planned": (told: Told, { who, at }: Act) => told.close(who, at, "not planned"),
  reopen: (told: Told, { who, at }: Act) => told.reopen(who, at),
  label: (told: Told, { who, at }: Act) => told.label(who, "sev3", at),
  unlabel: (told: Told, { who, at }: Act) => told.unlabel(who, "sev3", at),
  assign: (told: Told, { who, at }: Act) => told.assign(who, who, at),
  fires: (told: Told, { alert }: Act) => told.alert(fires("16:00", null, alert)),
  ends: (told: Told, { alert: { startedAt, ...alert } }: Act) =>
    told.alert(ends("16:00", null, null, { ...alert, endedAt: startedAt ?? null })),
};

const act = fc.record({
  kind: fc.constantFrom("comment", "comment", "comment", ...keysOf(acts)),
  who: people,
  line,
  gap: fc.integer({ min: 0, max: 1_200 }),
  /** How long before its arrival an alert began or ended, in seconds; less than 0 where its clock is ahead. */
  ago: fc.integer({ min: -600, max: 1_800 }),
  fingerprint: fc.constantFrom("f1", "f2"),
});

type Drawn = typeof act extends fc.Arbitrary<infer One> ? One : never;

function keysOf<Key extends string>(table: Record<Key, unknown>): Key[] {
  return Object.keys(table).filter((key): key is Key => key in table);
}

/** Acts one after the other, from 16:06 on. */
const conversation = fc.array(act, { maxLength: 25 }).map(play);
/** Clicks, alerts and words without a command. */
const withoutStatements = fc
  .array(act, { maxLength: 25 })
  .map((told) => play(told.map((one) => ({ ...one, line: "I looked." }))));

function play(told: readonly Drawn[]): Told {
  const issue = declared();
  let now = Date.UTC(2026, 2, 10, 16, 6);
  for (const { kind, who, line: text, gap, ago, fingerprint } of told) {
    now += gap * 1_000;
    const at = `03-${new Date(now).toISOString().slice(8, 10)} ${new Date(now).toISOString().slice(11, 19)}`;
    const receivedAt = now - 600_000;
    acts[kind](issue, { who, line: text, at, alert: { fingerprint, receivedAt, startedAt: receivedAt - ago * 1_000 } });
  }
  return issue;
}

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

/** Of two moments that were not both stated the first is not after the second. */
function expectOrder({ moments }: Incident): void {
  for (const [earlier, later] of order) {
    const [first, second] = [moments[earlier], moments[later]];
    if (!first || !second || (first.by === "stated" && second.by === "stated")) continue;
    expect(second.at, `${earlier}, ${later}`).toBeGreaterThanOrEqual(first.at);
  }
}

describe("any conversation", () => {
  it("has inferred moments that contradict no other", () => {
    fc.assert(
      fc.property(conversation, (told) => {
        expectOrder(told.incident());
      }),
      { numRuns: 300 },
    );
  });

  it("has them also where another was merged into it", () => {
    const merged = conversation.map((told) => told.comment("gary", "03-10 23:50", "/duplicate #12"));
    fc.assert(
      fc.property(conversation, merged, (told, other) => {
        const one = other.incident(13);
        expectOrder(told.given({ mergedFrom: [one] }).incident());
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

  it("in which nobody states a time contradicts itself nowhere", () => {
    fc.assert(
      fc.property(withoutStatements, (told) => {
        const incident = told.incident();
        expect(incident.contradictions).toEqual([]);
        const states = Object.values(incident.durations).map(({ state }) => state);
        expect(states).not.toContain("inconsistent");
      }),
      { numRuns: 300 },
    );
  });

  it("states the same though another alert was over before all of it", () => {
    fc.assert(
      fc.property(conversation, fc.integer({ min: 0, max: 86_400 }), (told, ago) => {
        const before = told.incident();
        const endedAt = at("15:00") - ago * 1_000;
        const more = { fingerprint: "f3", startedAt: endedAt - 60_000, receivedAt: endedAt };
        const { moments, intervals } = told.alert(ends("15:00", null, null, { ...more, endedAt })).incident();
        for (const name of momentNames) {
          const moment = before.moments[name];
          const isOfTheFirst = before.intervals.length === 1; // Else what is inferred of the first one goes before it.
          if (moment?.by === "stated" && isOfTheFirst) expect(moments[name], name).toEqual(moment);
        }
        expect(intervals.map(({ to }) => to)).toEqual(before.intervals.map(({ to }) => to));
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

describe("speed with alerts", () => {
  it("1,000 flapping alerts among 1,000 comments fold in well under 50 ms", () => {
    const told = declared();
    for (let n = 0; n < 1_000; n += 1) told.comment("cathy", minute(n), n % 2 ? "/mitigated" : "Looking.");
    const flap = (n: number) => [fires(minute(n), minute(n)), ends(minute(n), minute(n), minute(n))];
    const records = Array.from({ length: 1_000 }, (_, n) => flap(n)).flatMap((messages) =>
      withArrivals([], messages, { restoredAt: null, since: null }),
    );
    const events = withRecorded(told.events(), records, []);
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      told.fold(events, { alerts: records });
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

function minute(n: number): string {
  return new Date(Date.UTC(2026, 2, 11) + n * 20 * 60_000).toISOString().slice(5, 16).replace("T", " ");
}
