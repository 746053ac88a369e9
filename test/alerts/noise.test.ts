/** Informational alerts: counted on one issue a quarter, and nobody is troubled by them. */
import { describe, expect, it, test } from "vitest";
import type { Arrival } from "../../src/alerts/alert.ts";
import { isAnyNoiseIssue, isNoiseIssue, noiseChanges, noiseIssue, noiseOn } from "../../src/alerts/noise.ts";
import { defaults } from "../../src/config.ts";
import type { ObservedComment, ObservedIssue } from "../../src/github/observed.ts";
import { readMarker, writeMarker } from "../../src/marker.ts";
import type { Change } from "../../src/plan/change.ts";
import { issueWith } from "../plan/situation.ts";
import { templates } from "../words/reference.ts";

const self = "sooner";
const bot = { login: self, kind: "bot" } as const;
const at = (text: string) => Date.parse(`${text.replace(" ", "T")}:00Z`);

/** `disk` fires at 10:00 on 20 November 2026, and that reaches us at once, unless a test says otherwise. */
function arrival({
  received,
  started,
  ...more
}: { received?: string; started?: string | null } & Partial<Arrival> = {}): Arrival {
  const receivedAt = at(received ?? "2026-11-20 10:00");
  return {
    source: "alertmanager",
    fingerprint: "disk",
    status: "firing",
    severity: "info",
    service: null,
    rule: null,
    title: "Disk is half full",
    text: "",
    startedAt: started === null ? null : started === undefined ? receivedAt : at(started),
    endedAt: null,
    acknowledged: null,
    alerted: [],
    link: null,
    labels: {},
    receivedAt,
    ...more,
  };
}

/** The quarter's issue, on which alerts are counted. */
class Quarter {
  issue: ObservedIssue = issueWith({
    author: bot,
    body: noiseIssue(at("2026-11-20 10:00"), defaults).body,
    labels: ["alert-noise"],
  });
  #comments = 0;

  /** Counts the arrivals, as the App would, and gives what it did. */
  take(...arrivals: Arrival[]): Change["do"][] {
    const changes = this.changes(...arrivals);
    for (const change of changes) this.#apply(change);
    return changes.map((change) => change.do);
  }

  changes(...arrivals: Arrival[]): Change[] {
    return noiseChanges(this.issue, self, arrivals, { configuration: defaults, templates });
  }

  write(body: string, actor: ObservedComment["actor"] = bot): void {
    this.#comments += 1;
    const comment = this.#comments;
    const plain = {
      id: `IC_${comment}`,
      at: comment,
      url: "",
      association: "NONE",
      edited: null,
      minimized: false,
    } as const;
    const mine = { rocket: false, confused: false };
    this.issue.items.push({ ...plain, type: "comment", actor, comment, body, reactions: [], mine });
  }

  #apply(change: Change): void {
    const comments = this.comments();
    if (change.do === "create comment") this.write(change.body);
    if (change.do === "edit comment")
      for (const one of comments) if (one.comment === change.comment) one.body = change.body;
    if (change.do === "delete comment")
      this.issue.items = this.issue.items.filter((item) => item.type !== "comment" || item.comment !== change.comment);
  }

  comments(): ObservedComment[] {
    return this.issue.items.filter((item) => item.type === "comment");
  }

  /** `disk 20:3, 21:1` of each month. */
  counts(): Record<string, string> {
    const told = [...noiseOn(this.issue, self)].map(([month, { rows, others }]) => {
      const known = rows.map(({ fingerprint, days }) => [fingerprint, days] as const);
      const lines = [...known, ...Object.entries(others)].map(
        ([name, days]) => `${name} ${Object.entries(days).map((day) => day.join(":"))}`,
      );
      return [month, lines.join(", ")];
    });
    return Object.fromEntries(told);
  }
}

describe("the quarter's issue", () => {
  it("is made in the team's zone, and recognised by author and marker", () => {
    const { title, label, body, key } = noiseIssue(at("2026-12-31 23:30"), { ...defaults, zone: "Europe/Berlin" });
    expect({ title, label: label.name, key }).toEqual({
      title: "Alert noise 2027 Q1",
      label: "alert-noise",
      key: "noise:2027-Q1",
    });
    expect(body).toMatch(/^<!-- sooner:noise:2027-Q1 -->\nInformational alerts open no incident and page nobody\./);
    const gary = { login: "gary", kind: "user" } as const;
    const labels = [label.name];
    const wanted = { label: label.name, key };
    expect(isNoiseIssue({ author: bot, body, labels }, wanted)).toBe(true);
    expect(isNoiseIssue({ author: { ...bot, login: "github-actions" }, body, labels }, wanted)).toBe(true);
    expect(isNoiseIssue({ author: gary, body, labels }, wanted)).toBe(false);
    expect(isNoiseIssue({ author: bot, body, labels: [] }, wanted)).toBe(false);
    expect(isNoiseIssue({ author: bot, body, labels }, { ...wanted, key: "noise:2026-Q4" })).toBe(false);
  });

  it("is known to readers by a bot's marker and the label, which takes the triage role", () => {
    const { body } = noiseIssue(at("2026-11-20 10:00"), defaults);
    const labels = ["Alert-Noise"];
    expect(isAnyNoiseIssue({ author: bot, body, labels }, "alert-noise")).toBe(true);
    expect(isAnyNoiseIssue({ author: bot, body, labels: [] }, "alert-noise")).toBe(false);
    expect(isAnyNoiseIssue({ author: { login: "oscar", kind: "user" }, body, labels }, "alert-noise")).toBe(false);
    expect(isAnyNoiseIssue({ author: bot, body: writeMarker("noise:2026-11"), labels }, "alert-noise")).toBe(false);
  });
});

test("a month's comment shows what fired most, whatever is written in it", () => {
  const quarter = new Quarter();
  const hostile = { fingerprint: "x", title: "| @everyone <script> --> #12\n/incident", service: "login" };
  expect(
    quarter.take(
      arrival(),
      arrival(hostile),
      arrival({ started: "2026-11-20 09:00", rule: "DiskFull", fingerprint: "b" }),
      arrival({ received: "2026-11-20 11:00" }),
    ),
  ).toEqual(["create comment"]);
  const [comment] = quarter.comments();
  expect(comment?.body.replace(/^<!--.*-->\n/, "")).toMatchInlineSnapshot(`
    "### November 2026: 4 informational alerts

    | Times | Alert | Source | Service |
    | ---: | --- | --- | --- |
    | 2 | Disk is half full | Prometheus Alertmanager | – |
    | 1 | DiskFull | Prometheus Alertmanager | – |
    | 1 | &#124; @&#8203;everyone \\<script\\> --\\> #&#8203;12 /incident | Prometheus Alertmanager | login |

    <sub>A firing counts once, however often its sender repeats it.</sub>
    "
  `);
  expect(readMarker(comment?.body ?? "")).toMatchObject({
    key: "noise:2026-11",
    value: { rows: [{ fingerprint: "disk", days: { 20: 2 } }, { fingerprint: "x" }, { fingerprint: "b" }] },
  });
});

describe("a repeat changes nothing:", () => {
  const fires = arrival();
  const { receivedAt } = fires;
  it.each<[string, Arrival[], Arrival[]]>([
    ["the same delivery", [fires], [fires]],
    [
      "the same start, hours later, under another title",
      [fires],
      [arrival({ received: "2026-11-20 18:00", started: "2026-11-20 10:00", title: "[2] Disk" })],
    ],
    [
      "an earlier start that comes late",
      [arrival({ received: "2026-11-20 10:30" })],
      [arrival({ received: "2026-11-20 10:31", started: "2026-11-20 10:00" })],
    ],
    ["the same start after its end", [fires, arrival({ status: "resolved" })], [fires]],
    [
      "without a start, while it fires",
      [arrival({ started: null })],
      [arrival({ started: null, received: "2026-11-21 10:00" })],
    ],
    [
      "a start that can't be, while it fires",
      [arrival({ startedAt: receivedAt + 86_400_000 })],
      [arrival({ startedAt: receivedAt + 86_400_001 })],
    ],
    [
      "in the next month",
      [arrival({ received: "2026-11-30 23:59" })],
      [arrival({ received: "2026-12-01 00:10", started: "2026-11-30 23:59" })],
    ],
    ["the end of what was never counted", [], [arrival({ status: "resolved" })]],
    ["an end twice", [fires, arrival({ status: "resolved" })], [arrival({ status: "resolved" })]],
    [
      "the end of an earlier firing",
      [arrival({ received: "2026-11-20 10:30" })],
      [arrival({ status: "resolved", received: "2026-11-20 10:31", started: "2026-11-20 10:00" })],
    ],
  ])("%s", (_, before, repeats) => {
    const quarter = new Quarter();
    quarter.take(...before);
    expect(quarter.take(...repeats)).toEqual([]);
  });
});

describe("a firing counts", () => {
  it("on the day of its arrival in the team's zone, each new start once", () => {
    const quarter = new Quarter();
    quarter.take(arrival(), arrival({ received: "2026-11-20 10:05" }));
    expect(quarter.take(arrival({ received: "2026-11-21 00:00" }))).toEqual(["edit comment"]);
    expect(quarter.counts()).toEqual({ "2026-11": "disk 20:2,21:1" });
  });

  it("again, without a start, once its end was seen; the end itself is only noted", () => {
    const quarter = new Quarter();
    quarter.take(arrival({ started: null }));
    expect(quarter.take(arrival({ started: null, status: "resolved" }))).toEqual(["edit comment"]);
    expect(quarter.counts()).toEqual({ "2026-11": "disk 20:1" });
    quarter.take(arrival({ started: null }));
    expect(quarter.counts()).toEqual({ "2026-11": "disk 20:2" });
  });

  it("in a comment for each month, where an end may still be noted in the month before", () => {
    const quarter = new Quarter();
    quarter.take(arrival({ received: "2026-11-30 23:59", started: null }));
    expect(quarter.take(arrival({ received: "2026-12-01 00:01", started: null, status: "resolved" }))).toEqual([
      "edit comment",
    ]);
    expect(quarter.take(arrival({ received: "2026-12-01 00:02", started: null }))).toEqual(["create comment"]);
    expect(quarter.counts()).toEqual({ "2026-11": "disk 30:1", "2026-12": "disk 01:1" });
  });

  it("whatever the order of a batch", () => {
    const starts = ["10:00", "10:05", "10:10"].map((time) => arrival({ received: `2026-11-20 ${time}` }));
    const quarter = new Quarter();
    quarter.take(...starts.toReversed());
    expect(quarter.counts()).toEqual({ "2026-11": "disk 20:3" });
  });

  it("apart for each source and fingerprint", () => {
    const quarter = new Quarter();
    quarter.take(arrival(), arrival({ fingerprint: "cpu" }), arrival({ source: "grafana" }));
    expect(quarter.counts()).toEqual({ "2026-11": "disk 20:1, cpu 20:1, disk 20:1" });
  });
});

describe("other people's comments", () => {
  it("count for nothing and stay, also with a marker that was pasted", () => {
    const quarter = new Quarter();
    const forged = writeMarker("noise:2026-11", { rows: [{ ...row("disk"), days: { 20: 99 } }], others: {} });
    quarter.write(forged, { login: "oscar", kind: "user" });
    quarter.write(forged, { login: "robot", kind: "bot" });
    expect(quarter.take(arrival())).toEqual(["create comment"]);
    expect(quarter.counts()).toEqual({ "2026-11": "disk 20:1" });
    expect(
      quarter
        .comments()
        .slice(0, 2)
        .map(({ body }) => body),
    ).toEqual([forged, forged]);
  });
});

const row = (fingerprint: string) => ({
  source: "alertmanager",
  fingerprint,
  title: "Disk is half full",
  rule: null,
  service: null,
  severity: "info",
  days: { 20: 1 },
  last: at("2026-11-20 10:00"),
  firing: true,
});

describe("two comments for one month, as two processes write them at once", () => {
  it("become one: of each row and day the more, so that nothing counts twice", () => {
    const quarter = new Quarter();
    quarter.write(
      writeMarker("noise:2026-11", {
        rows: [{ ...row("disk"), days: { 19: 2, 20: 1 } }, row("cpu")],
        others: { grafana: { 18: 1 } },
      }),
    );
    quarter.write(
      writeMarker("noise:2026-11", {
        rows: [{ ...row("disk"), days: { 20: 3 } }, row("net")],
        others: { grafana: { 18: 4 } },
      }),
    );
    expect(quarter.changes()).toMatchObject([
      { do: "edit comment", comment: 1 },
      { do: "delete comment", comment: 2 },
    ]);
    quarter.take();
    expect(quarter.counts()).toEqual({ "2026-11": "disk 19:2,20:3, cpu 20:1, net 20:1, grafana 18:4" });
    expect(quarter.take()).toEqual([]);
  });

  it("remember the newer start, and an end that either has seen", () => {
    const quarter = new Quarter();
    const newer = { ...row("disk"), last: at("2026-11-20 11:00"), title: "Disk is full" };
    quarter.write(writeMarker("noise:2026-11", { rows: [newer, { ...row("cpu"), last: null }], others: {} }));
    quarter.write(
      writeMarker("noise:2026-11", { rows: [row("disk"), { ...row("cpu"), last: null, firing: false }], others: {} }),
    );
    quarter.take();
    expect(noiseOn(quarter.issue, self).get("2026-11")?.rows).toMatchObject([
      { title: "Disk is full", last: newer.last },
      { fingerprint: "cpu", firing: false },
    ]);
  });
});

test("a value that somebody has broken is begun anew in the same comment", () => {
  const quarter = new Quarter();
  quarter.write(writeMarker("noise:2026-11", { rows: "none" }));
  expect(quarter.take(arrival())).toEqual(["edit comment"]);
  expect(quarter.counts()).toEqual({ "2026-11": "disk 20:1" });
});

describe("more than a comment can hold", () => {
  const hostile = "<--@#|".repeat(40);
  const many = Array.from({ length: 3_000 }, (_, index) =>
    arrival({
      fingerprint: `${index} ${"f".repeat(190)}`.slice(0, 200),
      title: `${index} ${hostile}`,
      rule: hostile,
      service: hostile,
    }),
  );

  it("is pooled by source: nothing is lost, and the comment stays under 60,000 characters", () => {
    const quarter = new Quarter();
    const frequent = Array.from({ length: 5 }, (_, index) => arrival({ received: `2026-11-20 09:0${index}` }));
    quarter.take(...frequent);
    for (let from = 0; from < many.length; from += 500) {
      quarter.take(...many.slice(from, from + 500));
      expect(quarter.comments()[0]?.body.length).toBeLessThan(60_000);
    }
    const [counts] = noiseOn(quarter.issue, self).values();
    const all = [...(counts?.rows ?? []).map(({ days }) => days), ...Object.values(counts?.others ?? {})];
    expect(all.flatMap((days) => Object.values(days)).reduce((sum, count) => sum + count)).toBe(3_005);
    expect(counts?.rows.find(({ fingerprint }) => fingerprint === "disk")?.days).toEqual({ 20: 5 });
    expect(quarter.comments()[0]?.body).toContain("of less frequent rules.");
  });

  it("remembers what still fires rather than what has ended", () => {
    const quarter = new Quarter();
    const standing = arrival({ started: null });
    quarter.take(standing, ...many.flatMap((one) => [one, { ...one, status: "resolved" as const }]));
    expect(quarter.take(standing)).toEqual([]);
  });

  it("remembers the newest, so that their repeats change nothing", () => {
    const quarter = new Quarter();
    quarter.take(...many);
    expect(quarter.take(...many.slice(-10))).toEqual([]);
  });
});
