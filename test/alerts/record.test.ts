/** Alerts' records as comments hold them: written, read back, foreign, broken, doubled, and merged into the events. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withArrivals } from "../../src/alerts/episodes.ts";
import { type KeptRecord, keyOf, recordMarker, recordsOn } from "../../src/alerts/record.ts";
import type { ObservedIssue, TimelineItem } from "../../src/github/observed.ts";
import { writeMarker } from "../../src/marker.ts";
import { writeOrigin } from "../../src/origin.ts";
import { withRecorded } from "../../src/timeline/recorded.ts";
import { at, declared } from "../incident/events.ts";
import { issueWith } from "../plan/situation.ts";
import { ends, fires, told } from "./arrivals.ts";

const first = { restoredAt: null, since: null };
const sooner = { login: "sooner", kind: "bot" } as const;

function comment(number: number, body: string, actor: TimelineItem["actor"] = sooner): TimelineItem {
  return {
    type: "comment",
    id: `IC_${number}`,
    at: at("16:05"),
    actor,
    comment: number,
    url: `https://github.com/acme/shop/issues/12#issuecomment-${number}`,
    body,
    association: "NONE",
    edited: null,
    minimized: false,
    reactions: [],
    mine: { rocket: false, confused: false },
  };
}

function recordOf(...arrivals: Parameters<typeof withArrivals>[1]): KeptRecord {
  const [record] = withArrivals([], arrivals, first);
  if (!record) throw new Error("There is no record.");
  return record;
}

/** An issue that the App opened by the alert. */
function openedBy(alert: ReturnType<typeof fires>, items: TimelineItem[] = []): ObservedIssue {
  const origin = { key: "k", by: "alert", who: null, at: at("16:04"), alert } as const;
  const body = writeOrigin({ ...origin, services: [], drill: false, nearMiss: false, related: [] });
  return issueWith({ author: sooner, body, items });
}

describe("a record", () => {
  it("is read back as it was written, whatever the sender's words", () => {
    const words = { title: "<!-- --> @all /resolved #1 \u{1F525}", fingerprint: "-->", service: "a > b" };
    const record = recordOf(
      fires("16:04", "16:01", { ...words, acknowledged: { at: at("16:05"), who: null } }),
      fires("16:10", "16:09", words),
    );
    const issue = issueWith({ items: [comment(7, `${recordMarker(record)}\nIt fires.`)] });
    const url = "https://github.com/acme/shop/issues/12#issuecomment-7";
    expect(recordsOn(issue, "sooner")).toEqual({ records: [{ ...record, comment: { id: 7, url } }], doubles: [] });
    expect(recordsOn(issue, "sooner").records.map(recordMarker)).toEqual([recordMarker(record)]);
    expect(recordMarker(record)).toMatch(/^<!-- sooner:alert:[0-9a-f]{16}:1 [^<>]*-->$/);
  });

  it("of many alerts is read back, too", () => {
    const storm = Array.from({ length: 40 }, (_, n) => fires("16:04", "16:01", { fingerprint: `f${n}` }));
    const pool = withArrivals([], storm, first).at(-1);
    const marker = pool ? recordMarker(pool) : "";
    expect(marker).toContain("sooner:alert:more:1 ");
    expect(recordsOn(issueWith({ items: [comment(7, marker)] }), "sooner").records).toMatchObject([
      { pool: pool?.pool },
    ]);
  });

  it.each<[string, string, TimelineItem["actor"]]>([
    ["by somebody else", recordMarker(recordOf(fires("16:04", "16:01"))), { login: "oscar", kind: "user" }],
    ["that is broken", '<!-- sooner:alert:0123456789abcdef:1 {"source": -->', sooner],
    [
      "without episodes",
      writeMarker(`alert:${keyOf(fires("16:04", null))}:1`, { ...recordOf(fires("16:04", null)), episodes: [] }),
      sooner,
    ],
    ["under another alert's key", writeMarker("alert:0123456789abcdef:1", recordOf(fires("16:04", "16:01"))), sooner],
    ["under no alert's key", writeMarker("card", recordOf(fires("16:04", "16:01"))), sooner],
  ])("%s is none", (_, body, actor) => {
    expect(recordsOn(issueWith({ items: [comment(7, body, actor)] }), "sooner").records).toEqual([]);
  });

  it("has another key for another source or fingerprint", () => {
    const keys = [
      fires("16:04", null),
      fires("16:04", null, { source: "grafana" }),
      fires("16:04", null, { fingerprint: "f2" }),
    ].map(keyOf);
    expect(new Set(keys).size).toBe(3);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe("any record", () => {
  const word = fc.string({ unit: "grapheme", maxLength: 40 });
  const instant = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
  const arrival = fc.record({
    source: fc.constantFrom("alertmanager" as const, "github" as const),
    fingerprint: word,
    status: fc.constantFrom("firing" as const, "resolved" as const),
    severity: fc.option(word),
    service: fc.option(word),
    rule: fc.option(word),
    title: word,
    link: fc.option(word),
    startedAt: fc.option(instant),
    endedAt: fc.option(instant),
    receivedAt: instant,
    acknowledged: fc.option(fc.record({ at: instant, who: fc.option(word) })),
    alerted: fc.array(word, { maxLength: 3 }),
  });

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1, maxLength: 40 }), (messages) => {
        const arrivals = messages.map((message) => fires("16:04", null, message));
        const records = withArrivals([], arrivals, first);
        const items = records.map((record, n) => comment(n, recordMarker(record)));
        const read = recordsOn(issueWith({ items }), "sooner");
        const bare = (record: KeptRecord) => ({ ...record, comment: null });
        expect(read.records.map(bare)).toEqual(records.map(bare));
        expect(read.doubles).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("the alert that opened the issue", () => {
  it("has a record before its comment is there, and with it no second one", () => {
    const alert = fires("16:04", "16:01");
    expect(recordsOn(openedBy(alert), "sooner").records).toMatchObject([
      { fingerprint: "f1", ordinal: 1, comment: null },
    ]);
    const ended = recordOf(alert, ends("16:16", "16:01", "16:15"));
    const { records, doubles } = recordsOn(openedBy(alert, [comment(7, recordMarker(ended))]), "sooner");
    expect(records.map(told)).toEqual(["16:01–16:15"]);
    expect(records).toMatchObject([{ comment: { id: 7 } }]);
    expect(doubles).toEqual([]);
  });

  it("is nobody's who only pretends to be the App", () => {
    const pasted = { ...openedBy(fires("16:04", "16:01")), author: { login: "oscar", kind: "user" as const } };
    expect(recordsOn(pasted, "sooner").records).toEqual([]);
  });
});

describe("two comments of one record", () => {
  it("leave the older, with the facts of both", () => {
    const items = [
      comment(7, recordMarker(recordOf(fires("16:04", "16:01")))),
      comment(8, recordMarker(recordOf(fires("16:05", "16:01"), ends("16:16", "16:01", "16:15")))),
    ];
    const { records, doubles } = recordsOn(issueWith({ items }), "sooner");
    expect(records.map(told)).toEqual(["16:01–16:15"]);
    expect(records).toMatchObject([{ comment: { id: 7 }, episodes: [{ receivedAt: at("16:04") }] }]);
    expect(doubles).toEqual([8]);
  });
});

describe("events of records", () => {
  const written = declared().comment("cathy", "16:10", "Looking.").events();
  const kinds = (records: KeptRecord[]) =>
    withRecorded(written, records, []).map(({ id, at: time }) => [id.replace(/[0-9a-f]{16}/, "HASH"), time]);

  it("stand at their times among what people wrote; the opening stays first", () => {
    const record = recordOf(
      fires("14:04", "14:01"),
      fires("16:09", "14:01", { acknowledged: { at: at("16:08"), who: "Ann" } }),
      ends("16:16", "14:01", "16:15"),
      fires("16:20", "16:19"),
    );
    expect(kinds([record])).toEqual([
      ["opened", at("15:00")],
      ["alert:HASH:1:fired:0", at("14:04")],
      [written[1]?.id, at("16:06")],
      ["alert:HASH:1:acknowledged", at("16:08")],
      [written[2]?.id, at("16:10")],
      ["alert:HASH:1:ended:0", at("16:16")],
      ["alert:HASH:1:fired:1", at("16:20")],
    ]);
  });

  it("keep the order of what is written", () => {
    const [opened, label, said] = written;
    const shuffled = [opened, said, label].filter((event) => event !== undefined);
    const events = withRecorded(shuffled, [recordOf(fires("16:07", "16:01"))], []);
    expect(events.filter((event) => shuffled.includes(event))).toEqual(shuffled);
    expect(events).toHaveLength(4);
  });

  it("name no time that a clock can't be right about", () => {
    const startedAt = Date.UTC(2031, 0, 1);
    const record = recordOf(
      fires("16:07", null, { startedAt }),
      ends("16:16", null, "15:00", { startedAt, endedAt: Date.UTC(2031, 0, 2) }),
    );
    expect(withRecorded(written, [record], [])).toMatchObject([
      {},
      {},
      { kind: "alert fired", startedAt: null },
      {},
      { kind: "alert ended", endedAt: at("16:16") },
    ]);
  });
});
