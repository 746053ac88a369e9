/** Alerts' records: messages that repeat, come late or in the wrong order, flap, and come by the thousand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Arrival } from "../../src/alerts/alert.ts";
import { type IntervalNow, isKnown, unite, withArrivals } from "../../src/alerts/episodes.ts";
import { poolCounts } from "../../src/alerts/pool.ts";
import type { KeptRecord } from "../../src/alerts/record.ts";
import { at } from "../incident/events.ts";
import { ends, fires, told } from "./arrivals.ts";

const first: IntervalNow = { restoredAt: null, since: null };

function recordsAfter(...arrivals: Arrival[]): KeptRecord[] {
  return arrivals.reduce<KeptRecord[]>((records, arrival) => withArrivals(records, [arrival], first), []);
}

describe("an alert that fires again where nobody has restored anything", () => {
  const ended = [fires("16:04", "16:03"), ends("16:21", "16:03", "16:20")];
  const day = 24 * 60 * 60_000;
  const later = (ms: number): Arrival => ({
    ...fires("16:21", "16:20"),
    startedAt: at("16:20") + ms,
    receivedAt: at("16:21") + ms,
  });

  it("goes on in its record within a day", () => {
    expect(recordsAfter(...ended, later(day - 1))).toHaveLength(1);
  });

  it("has a record of its own after a day of silence, of which people are told", () => {
    expect(recordsAfter(...ended, later(day)).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });
});

describe("an alert's episodes", () => {
  it.each<[string, Arrival[], string]>([
    ["begin with a firing", [fires("16:04", "16:03")], "16:03–"],
    ["end with its end", [fires("16:04", "16:03"), ends("16:21", "16:03", "16:20")], "16:03–16:20"],
    [
      "end when that arrives, where no end is named",
      [fires("16:04", "16:03"), ends("16:21", "16:03", null)],
      "16:03–16:21",
    ],
    ["end without a start named", [fires("16:04", "16:03"), ends("16:21", null, "16:20")], "16:03–16:20"],
    ["are not repeated", [fires("16:04", "16:03"), fires("17:04", "16:03")], "16:03–"],
    ["are not repeated without a start", [fires("16:04", null), fires("18:04", null)], "(16:04)–"],
    [
      "come again after an end",
      [fires("16:04", "16:03"), ends("16:21", "16:03", "16:20"), fires("16:31", "16:30")],
      "16:03–16:20, 16:30–",
    ],
    [
      "come again after an end without starts",
      [fires("16:04", null), ends("16:21", null, null), fires("16:31", null)],
      "(16:04)–16:21, (16:31)–",
    ],
    ["take a start that moves for a repeat", [fires("16:04", "16:03"), fires("16:10", "16:09")], "16:03–"],
    ["take it for another after 15 minutes", [fires("16:04", "16:03"), fires("16:19", "16:18")], "16:03–, 16:18–"],
    [
      "are as they were where the end between two firings comes last",
      [fires("16:04", "16:03"), fires("16:10", "16:09"), ends("16:11", "16:03", "16:06")],
      "16:03–16:06, 16:09–",
    ],
    ["don't begin again by a late firing", [ends("16:21", "16:03", "16:20"), fires("16:22", "16:03")], "16:03–16:20"],
    [
      "don't begin again by a late firing of an end alone",
      [ends("16:21", null, "16:20"), fires("16:22", "16:03")],
      "16:03–16:20",
    ],
    [
      "end though the sender's clock says so of a time before they reached us",
      [
        fires("16:04", "16:03"),
        ends("16:11", "16:03", "16:10"),
        fires("16:31", null),
        ends("16:32", null, "16:30"),
        fires("16:41", null),
      ],
      "16:03–16:10, (16:31)–16:30, (16:41)–",
    ],
    [
      "keep their end though it is told again",
      [fires("16:04", "16:03"), ends("16:21", "16:03", "16:20"), ends("16:30", "16:03", "16:25")],
      "16:03–16:20",
    ],
    [
      "take an end that is named for one that wasn't",
      [fires("16:04", "16:03"), ends("16:21", "16:03", null), ends("16:30", "16:03", "16:20")],
      "16:03–16:20",
    ],
    [
      "end when that arrives, where the clock can't be right",
      [fires("16:04", null), ends("16:21", null, "12-24 10:00")],
      "(16:04)–12-24 10:00",
    ],
  ])("%s", (_, arrivals, expected) => {
    expect(recordsAfter(...arrivals).map(told)).toEqual([expected]);
  });

  it("are at most 12: the first one, and the newest", () => {
    const flaps = Array.from({ length: 30 }, (_, n) => {
      const minute = String(n + 10).padStart(2, "0");
      return [
        fires(`16:${minute}:10`, `16:${minute}:00`),
        ends(`16:${minute}:40`, `16:${minute}:00`, `16:${minute}:30`),
      ];
    });
    const [record] = recordsAfter(...flaps.flat());
    expect(record?.episodes.map(({ startedAt }) => startedAt)).toEqual(
      ["16:10", ...Array.from({ length: 11 }, (_, n) => `16:${n + 29}`)].map(at),
    );
    expect(record?.omitted).toBe(18);
    for (const arrival of flaps.flat()) expect(isKnown(record ? [record] : [], arrival)).toBe(true);
  });

  it("that followed a restoration outlast others", () => {
    const restored: IntervalNow = { restoredAt: at("16:11"), since: null };
    let records = recordsAfter(fires("16:10", "16:09"), ends("16:11", "16:09", "16:10:30"));
    for (let minute = 12; minute < 40; minute += 1) {
      const [start, end] = [`16:${minute}:00`, `16:${minute}:30`];
      records = withArrivals(records, [fires(start, start), ends(end, start, end)], minute === 12 ? restored : first);
    }
    expect(records[0]?.episodes[1]).toMatchObject({ startedAt: at("16:12"), afterRestoration: true });
    expect(records[0]?.episodes).toHaveLength(12);
  });
});

describe("a record", () => {
  it("follows the newest firing in title, severity and link", () => {
    const [record] = recordsAfter(
      fires("16:04", "16:03"),
      ends("16:21", "16:03", "16:20"),
      fires("16:31", "16:30", { title: "Worse", severity: "page", link: "https://example.com/2" }),
      ends("16:41", "16:30", "16:40"),
    );
    expect(record).toMatchObject({ title: "Worse", severity: "page", link: "https://example.com/2" });
  });

  it("takes its title from the firing also where the end came first", () => {
    expect(recordsAfter(ends("16:21", "16:03", "16:20"), fires("16:22", "16:03"))).toMatchObject([
      { title: "HighErrorRate" },
    ]);
  });

  it("keeps the earliest acknowledgement, and who was alerted first", () => {
    const taken = (time: string, who: string) => ({ acknowledged: { at: at(time), who } });
    const [record] = recordsAfter(
      fires("16:04", "16:03", { alerted: ["Ann"] }),
      fires("16:09", "16:03", { ...taken("16:08", "Bob"), alerted: ["Bob", "Ann"] }),
      fires("16:10", "16:03", taken("16:06", "Ann")),
      fires("16:12", "16:03", taken("16:11", "Eve")),
    );
    expect(record).toMatchObject({ acknowledged: { at: at("16:06"), who: "Ann" }, alerted: ["Ann", "Bob"] });
  });

  it("takes an acknowledgement from the future for one on arrival", () => {
    const [record] = recordsAfter(fires("16:04", "16:03", { acknowledged: { at: at("12-24 10:00"), who: "Ann" } }));
    expect(record?.acknowledged).toEqual({ at: at("16:04"), who: "Ann" });
  });

  it.each<[string, string, string[]]>([
    ["goes on within 15 minutes after a restoration", "16:34", ["16:03–16:20, 16:34–"]],
    ["is followed by another later than that", "16:35", ["16:03–16:20", "16:35–"]],
  ])("%s", (_, start, expected) => {
    const before = recordsAfter(fires("16:04", "16:03"), ends("16:21", "16:03", "16:20"));
    const records = withArrivals(before, [fires("16:36", start)], { restoredAt: at("16:20"), since: null });
    expect(records.map(told)).toEqual(expected);
    expect(records.map(({ ordinal }) => ordinal)).toEqual(expected.map((_, index) => index + 1));
  });

  it("is followed by another in an interval that began since", () => {
    const before = recordsAfter(fires("16:04", "16:03"), ends("16:21", "16:03", "16:20"));
    const now = { restoredAt: null, since: at("17:00") };
    expect(withArrivals(before, [fires("17:06", "17:05")], now).map(told)).toEqual(["16:03–16:20", "17:05–"]);
    const late = withArrivals(
      withArrivals(before, [fires("17:06", "17:05")], now),
      [ends("17:30", "16:03", "16:15")],
      now,
    );
    expect(late.map(told)).toEqual(["16:03–16:20", "17:05–"]);
  });

  it("is the same object after a repeat, and only then a repeat is one", () => {
    const [one, other] = [fires("16:04", "16:03"), fires("16:05", "16:03", { fingerprint: "f2" })];
    const before = recordsAfter(one, other);
    const records = withArrivals(
      before,
      [fires("16:30", "16:03"), ends("16:31", "16:03", "16:30", { fingerprint: "f2" })],
      first,
    );
    expect(records[0]).toBe(before[0]);
    expect(records[1]).not.toBe(before[1]);
    expect(isKnown(before, fires("16:30", "16:03"))).toBe(true);
    expect(isKnown(before, ends("16:30", "16:03", "16:29"))).toBe(false);
    expect(isKnown(before, fires("16:30", "16:03", { fingerprint: "f3" }))).toBe(false);
  });
});

/** One alert's true story: stretches that follow each other, each told at its begin and at its end. */
const story = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 })), { minLength: 1, maxLength: 6 })
  .map((stretches) => {
    let now = at("10:00");
    return stretches.flatMap(([quiet, firing]) => {
      const startedAt = now + quiet * 60_000;
      const endedAt = startedAt + firing * 60_000;
      now = endedAt;
      return [
        fires("10:00", null, { startedAt, receivedAt: startedAt + 30_000 }),
        ends("10:00", null, null, { startedAt, endedAt, receivedAt: endedAt + 30_000 }),
      ];
    });
  });

describe("laws", () => {
  it("whatever the order and repetition of messages, the stretches are the same", () => {
    const shuffled = story.chain((messages) =>
      fc.tuple(
        fc.constant(messages),
        fc.shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 }),
        fc.infiniteStream(fc.nat({ max: 600_000 })),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([inOrder, disorder]) => {
        const stretches = (arrivals: Arrival[]) =>
          recordsAfter(...arrivals).flatMap(({ episodes }) =>
            episodes.map(({ startedAt, endedAt }) => [startedAt, endedAt]),
          );
        expect(stretches(disorder)).toEqual(stretches(inOrder));
      }),
      { numRuns: 500 },
    );
  });

  it("messages taken in one by one and all at once come to the same, and then all are known", () => {
    const many = fc.array(
      fc.record({
        fingerprint: fc.constantFrom("f1", "f2", "f3"),
        status: fc.constantFrom("firing" as const, "resolved" as const),
        startedAt: fc.option(fc.integer({ min: at("10:00"), max: at("20:00") })),
        endedAt: fc.option(fc.integer({ min: at("10:00"), max: at("20:00") })),
        receivedAt: fc.integer({ min: at("10:00"), max: at("20:00") }),
      }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(many, (messages) => {
        const arrivals = messages
          .map((more) => fires("10:00", null, more))
          .toSorted((a, b) => a.receivedAt - b.receivedAt);
        const records = recordsAfter(...arrivals);
        expect(withArrivals([], arrivals, first)).toEqual(records);
        for (const { episodes } of records) expect(episodes.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 500 },
    );
  });
});

/** Several alerts' true stories at once, some of them taken up over there, in the order of arrival. */
const stories = fc
  .tuple(story, story, story, fc.array(fc.nat({ max: 100 }), { maxLength: 3 }))
  .map(([one, two, three, taken]) => {
    const named = [one, two, three].flatMap((messages, n) =>
      messages.map((message) => ({ ...message, fingerprint: `f${n}` })),
    );
    const inOrder = named.toSorted((a, b) => a.receivedAt - b.receivedAt);
    return inOrder.map(
      (message, n): Arrival =>
        taken.includes(n) ? { ...message, acknowledged: { at: message.receivedAt, who: `Ann ${n}` } } : message,
    );
  });

/** What records tell, whatever order they stand in. */
function facts(records: readonly KeptRecord[]) {
  return new Set(
    records.map(({ fingerprint, ordinal, title, episodes, omitted, acknowledged }) =>
      JSON.stringify({ fingerprint, ordinal, title, episodes, omitted, acknowledged }),
    ),
  );
}

describe("laws of several alerts", () => {
  it("the same messages in any order, however often, make the same records", () => {
    const shuffled = stories.chain((messages) =>
      fc.tuple(
        fc.constant(messages),
        fc.shuffledSubarray([...messages, ...messages, ...messages], { minLength: messages.length * 3 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([inOrder, disorder]) => {
        expect(facts(recordsAfter(...disorder))).toEqual(facts(recordsAfter(...inOrder)));
      }),
      { numRuns: 300 },
    );
  });

  it("two processes that each hear a part know together what one would", () => {
    const parts = stories.chain((messages) =>
      fc.tuple(
        fc.constant(messages),
        fc.array(fc.constantFrom(1, 2, 3), { minLength: messages.length, maxLength: 40 }),
      ),
    );
    fc.assert(
      fc.property(parts, ([messages, heardBy]) => {
        const heard = (process: number) =>
          recordsAfter(...messages.filter((_, n) => ((heardBy[n] ?? 3) & process) > 0));
        const both = Map.groupBy([...heard(1), ...heard(2)], ({ fingerprint }) => fingerprint);
        const united = [...both.values()].map((same) => same.reduce(unite));
        const told = (records: KeptRecord[]) => facts(records.map((record) => ({ ...record, title: "" })));
        expect(told(united)).toEqual(told(recordsAfter(...messages)));
      }),
      { numRuns: 300 },
    );
  });
});

describe("two records under one key", () => {
  it("are one with the facts of both", () => {
    const [one] = recordsAfter(fires("16:04", "16:03"), ends("16:21", "16:03", "16:20"));
    const [other] = recordsAfter(
      fires("16:05", "16:03", { acknowledged: { at: at("16:06"), who: "Ann" } }),
      fires("17:00", "16:59"),
    );
    if (!one || !other) throw new Error("There are no records.");
    const united = unite({ ...one, comment: { id: 1, url: "" } }, { ...other, comment: { id: 2, url: "" } });
    expect(told(united)).toBe("16:03–16:20, 16:59–");
    expect(united).toMatchObject({ acknowledged: { who: "Ann" }, comment: { id: 1 } });
  });
});

describe("a storm", () => {
  const storm = (count: number, more: Partial<Arrival> = {}) =>
    Array.from({ length: count }, (_, n) => fires("16:04", "16:03", { fingerprint: `f${n}`, ...more }));

  it("of 10,000 alerts leaves 26 records, and none is lost or counted twice", () => {
    const records = withArrivals([], [...storm(10_000), ...storm(10_000)], first);
    expect(records).toHaveLength(26);
    const pool = records.at(-1)?.pool;
    expect(pool && poolCounts(pool)).toEqual({ total: 9_975, firing: 9_975 });
    expect(JSON.stringify(records.at(-1)).length).toBeLessThan(55_000);
    const again = withArrivals(records, storm(10_000), first);
    expect(again.every((record, index) => record === records[index])).toBe(true);
  });

  it("ends alert by alert, and the late firing of one that has ended fires nothing", () => {
    const records = withArrivals([], storm(30), first);
    const ended = withArrivals(records, [ends("16:21", "16:03", "16:20", { fingerprint: "f27" })], first);
    expect(ended.at(-1)?.pool).toMatchObject({ lastEnd: at("16:20") });
    const late = withArrivals(ended, [fires("16:22", "16:03", { fingerprint: "f27" })], first);
    expect(late.at(-1)).toBe(ended.at(-1));
    const over = withArrivals(
      ended,
      storm(30).map((alert) => ends("16:31", "16:03", "16:30", { fingerprint: alert.fingerprint })),
      first,
    );
    expect(over.map(told)).toEqual(Array.from({ length: 26 }, () => "16:03–16:30"));
    const again = withArrivals(over, [fires("17:01", "17:00", { fingerprint: "f27" })], first);
    expect(again.at(-1)?.pool && poolCounts(again.at(-1)?.pool ?? { firing: "", ended: "", omitted: 0 })).toEqual({
      total: 5,
      firing: 1,
    });
  });

  it("in another interval has records of its own again", () => {
    const records = withArrivals([], storm(30), first);
    const next = storm(30, { startedAt: at("18:00"), receivedAt: at("18:01") });
    const both = withArrivals(records, next, { restoredAt: at("17:00"), since: null });
    expect(both).toHaveLength(52);
    expect(both.filter(({ pool }) => pool).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it("of 10,000 alerts is taken in within a second", () => {
    const start = performance.now();
    withArrivals([], storm(10_000), first);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
