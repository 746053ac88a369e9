/** Alerts in words: what their comments and the card say, in whose time, and that nothing in them acts. */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test } from "vitest";
import type { AlertRecord, Episode } from "../../src/alerts/record.ts";
import type { Incident, IncidentAlert } from "../../src/incident/incident.ts";
import {
  alertCounts,
  alertLines,
  alertText,
  clockNotices,
  type MoreAlerts,
  moreAlerts,
  quietSince,
} from "../../src/words/alerts.ts";
import { textLimit } from "../../src/words/templates.ts";
import { at, fresh, templates } from "./reference.ts";

const none: MoreAlerts = { total: 0, firing: 0, lastEnd: null };

/** Firing from one minute after 16:00 to another; a minute later each reaches us. */
function episode(from: number | null, to: number | null = null, more: Partial<Episode> = {}): Episode {
  return {
    startedAt: from === null ? null : at(from),
    receivedAt: at((from ?? 3) + 1),
    endedAt: to === null ? null : at(to),
    endReceivedAt: to === null ? null : at(to + 1),
    ...more,
  };
}

function record(more: Partial<AlertRecord> = {}): AlertRecord {
  return {
    source: "alertmanager",
    fingerprint: "9a7",
    severity: "critical",
    service: "login",
    rule: "HighErrorRate",
    title: "HighErrorRate",
    link: "https://prometheus.example/graph?g0=up",
    acknowledged: null,
    alerted: [],
    ordinal: 1,
    episodes: [episode(3)],
    omitted: 0,
    ...more,
  };
}

const text = (more: Partial<AlertRecord>, zone = "UTC") =>
  alertText({ record: record(more), zone, limit: textLimit, templates });

function alert(more: Partial<IncidentAlert> = {}): IncidentAlert {
  return {
    source: "alertmanager",
    fingerprint: "9a7",
    title: "HighErrorRate",
    severity: "critical",
    service: "login",
    startedAt: at(3),
    receivedAt: at(4),
    endedAt: null,
    episodes: 1,
    acknowledged: null,
    alerted: [],
    inconsistent: null,
    link: null,
    url: `${fresh.url}#issuecomment-500`,
    ...more,
  };
}

const withAlerts = (...alerts: IncidentAlert[]): Incident => ({ ...fresh, alerts });

describe("the comment of an alert", () => {
  test("fits on a phone", () => {
    expect(text({})).toMatchInlineSnapshot(`
      "**HighErrorRate** firing since 16:03, says [Prometheus Alertmanager](https://prometheus.example/graph?g0=up) · critical · login
      <sub>Tue 10 Mar 2026, times in UTC</sub>"
    `);
  });

  test("says who took it up over there, and who was alerted first", () => {
    const acknowledged = { at: at(5), who: "Olga Petrova" };
    expect(text({ source: "pagerduty", acknowledged, alerted: ["tim", "olga", "carol"] })).toMatchInlineSnapshot(`
      "**HighErrorRate** firing since 16:03, says [PagerDuty](https://prometheus.example/graph?g0=up) · critical · login
      Acknowledged by Olga Petrova at 16:05
      Alerted tim first, then olga, carol
      <sub>Tue 10 Mar 2026, times in UTC</sub>"
    `);
    expect(text({ acknowledged: { at: at(5), who: null }, alerted: ["tim"] })).toContain(
      "\nAcknowledged at 16:05\nAlerted tim\n",
    );
  });

  test.each<[string, Episode[], number, string]>([
    ["firing", [episode(3)], 0, "firing since 16:03"],
    ["no start said", [episode(null)], 0, "firing since 16:04 at the latest"],
    ["ended", [episode(3, 20)], 0, "fired from 16:03 to 16:20 (17 min)"],
    ["ended, no start said", [episode(null, 20)], 0, "fired from 16:04 at the latest to 16:20"],
    ["again", [episode(3, 10), episode(30)], 0, "firing again since 16:30, 2 times since 16:03"],
    ["often", [episode(3, 10), episode(60, 70)], 2, "fired 4 times from 16:03 to 17:10"],
    ["overnight", [episode(3, 500)], 0, "fired from 16:03 to 11 Mar 00:20 (8 h 17 min)"],
    ["a clock that is a bit ahead", [episode(3, null, { receivedAt: at(0) })], 0, "firing since 16:03"],
    [
      "a clock ahead, ended at once",
      [episode(4, 3, { receivedAt: at(2), endReceivedAt: at(3) })],
      0,
      "fired from 16:04 to 16:03",
    ],
  ])("%s", (_, [first, ...others], omitted, expected) => {
    if (!first) throw new Error("An alert has fired at least once");
    expect(text({ episodes: [first, ...others], omitted }).split("\n", 1)[0]).toBe(
      `**HighErrorRate** ${expected}, says [Prometheus Alertmanager](https://prometheus.example/graph?g0=up) · critical · login`,
    );
  });

  test.each<[string, Episode, string, string]>([
    [
      "a start years ahead",
      episode(3, null, { startedAt: Date.UTC(2031, 0, 1) }),
      "firing since 16:04 at the latest",
      "Its clock says that it began at 1 Jan 2031 00:00, which can't be: marked as inconsistent.",
    ],
    [
      "an end before the start",
      episode(3, 20, { endedAt: at(-60) }),
      "fired from 16:03 to 16:21 (18 min)",
      "Its clock says that it ended at 15:00, which can't be: marked as inconsistent.",
    ],
  ])("%s is shown, and said to be none", (_, wrong, happened, notice) => {
    const shown = text({ episodes: [wrong] });
    expect(shown).toContain(`**HighErrorRate** ${happened}, says`);
    expect(shown).toContain(`\n${notice}\n`);
  });

  test("is in the team's time", () => {
    const shown = text({ episodes: [episode(3, 20)] }, "Asia/Kolkata");
    expect(shown).toContain("fired from 21:33 to 21:50 (17 min)");
    expect(shown).toContain("<sub>Tue 10 Mar 2026, times in Asia/Kolkata (UTC+05:30)</sub>");
  });

  test("leaves out what the sender doesn't say", () => {
    expect(text({ severity: null, service: null, link: null }).split("\n", 1)[0]).toBe(
      "**HighErrorRate** firing since 16:03, says Prometheus Alertmanager",
    );
  });

  test("of those without one of their own, there is one", () => {
    const pool = (firing: number, ended: number, omitted: number) => ({
      firing: "abcde".repeat(firing),
      ended: "abcde".repeat(ended),
      omitted,
    });
    expect(text({ pool: pool(12, 900, 38) })).toBe(
      "**950 more alerts** reached this incident, too many for comments of their own: 12 of them are firing.",
    );
    expect(text({ pool: pool(0, 1, 0) })).toBe(
      "**1 more alert** reached this incident, too many for comments of their own.",
    );
  });
});

describe("on the card", () => {
  test.each<[string, IncidentAlert[], MoreAlerts, string]>([
    ["none", [], none, ""],
    ["one", [alert()], none, "1 firing"],
    ["one that ended", [alert({ endedAt: at(9) })], none, "ended"],
    ["some", [alert(), alert(), alert({ endedAt: at(9) })], none, "2 of 3 firing"],
    ["over", [alert({ endedAt: at(9) }), alert({ endedAt: at(7) })], none, "both ended"],
    ["a storm that is over", [alert({ endedAt: at(9) })], { ...none, total: 950 }, "all 951 ended"],
    ["a storm", [alert(), alert({ endedAt: at(9) })], { ...none, total: 950, firing: 12 }, "13 of 952 firing"],
  ])("%s: counted", (_, alerts, more, expected) => expect(alertCounts(withAlerts(...alerts), more)).toBe(expected));

  test("those that fire come first, the newest of them on top", () => {
    const incident = withAlerts(
      alert({ title: "Ended", startedAt: at(1), receivedAt: at(60), endedAt: at(70) }),
      alert({ title: "Old", startedAt: null }),
      alert({
        title: "New",
        receivedAt: at(9),
        startedAt: at(8),
        episodes: 3,
        source: "pagerduty",
        link: "https://acme.pagerduty.com/incidents/Q1",
        acknowledged: { at: at(11), who: "Olga" },
      }),
    );
    expect(alertLines(incident, none, "UTC", 2_000)).toEqual([
      "[New](https://github.com/acme/shop/issues/12#issuecomment-500) · [PagerDuty](https://acme.pagerduty.com/incidents/Q1) · critical · login · firing, 3 times since 16:08 · acknowledged by Olga at 16:11",
      "[Old](https://github.com/acme/shop/issues/12#issuecomment-500) · Prometheus Alertmanager · critical · login · firing since 16:04 at the latest",
      "[Ended](https://github.com/acme/shop/issues/12#issuecomment-500) · Prometheus Alertmanager · critical · login · fired from 16:01 to 17:10",
    ]);
  });

  test("what doesn't fit is counted, together with those that have no comment", () => {
    const incident = withAlerts(...Array.from({ length: 25 }, (_, n) => alert({ receivedAt: at(n) })));
    const lines = alertLines(incident, { ...none, total: 950 }, "UTC", 2_000);
    expect(lines.join("\n").length).toBeLessThan(2_000);
    expect(lines.at(-1)).toBe(`and ${975 - lines.length + 1} more`);
    expect(alertLines(withAlerts(alert()), { ...none, total: 3 }, "UTC", 2_000).at(-1)).toBe("and 3 more");
  });

  test("an address without end leaves room for the others", () => {
    const long = alert({ link: `https://grafana.example/${"x".repeat(1_900)}` });
    expect(alertLines(withAlerts(long, alert()), none, "UTC", 1_000)).toHaveLength(2);
  });

  test("a clock that can't be right is a notice", () => {
    const wrong = alert({ startedAt: null, inconsistent: { startedAt: Date.UTC(2031, 0, 1) } });
    expect(clockNotices(withAlerts(alert(), wrong), "UTC")).toEqual([
      "[HighErrorRate](https://github.com/acme/shop/issues/12#issuecomment-500): its clock says that it began at 1 Jan 2031 00:00, which can't be. That is marked as inconsistent, and counts for nothing.",
    ]);
  });
});

test.each<[string, IncidentAlert[], Partial<MoreAlerts>, number | null]>([
  ["there are none", [], {}, null],
  ["one fires", [alert({ endedAt: at(9) }), alert()], {}, null],
  ["one fires that has no comment", [alert({ endedAt: at(9) })], { total: 1, firing: 1 }, null],
  ["all have ended", [alert({ endedAt: at(9) }), alert({ endedAt: at(7) })], {}, at(9)],
  ["one without a comment ended last", [alert({ endedAt: at(9) })], { total: 1, lastEnd: at(11) }, at(11)],
])("quiet since, where %s", (_, alerts, more, expected) => {
  expect(quietSince(withAlerts(...alerts), { ...none, ...more })).toBe(expected);
});

test("what is pooled is counted over all pools", () => {
  const pooled = (lastEnd?: number) => ({
    ...record({ pool: { firing: "abcde", ended: "", omitted: 4, lastEnd } }),
    comment: null,
  });
  expect(moreAlerts([pooled(at(9)), { ...record(), comment: null }, pooled()])).toEqual({
    total: 10,
    firing: 2,
    lastEnd: at(9),
  });
});

test("nothing that a sender writes does anything", () => {
  const hostile =
    "@acme/web #99 acme/x#9 <!-- sooner:card --> <script> </details>\n/resolved\n# x | `a` https://evil.example **b** [a](b)";
  const shown = [
    text({
      title: hostile,
      severity: hostile,
      service: hostile,
      link: "javascript:alert(1)",
      acknowledged: { at: at(5), who: hostile },
      alerted: [hostile, hostile],
    }),
    ...alertLines(
      withAlerts(
        alert({ title: hostile, severity: hostile, service: hostile, acknowledged: { at: at(5), who: hostile } }),
      ),
      none,
      "UTC",
      9_000,
    ),
    ...clockNotices(withAlerts(alert({ title: hostile, inconsistent: { endedAt: at(1) } })), "UTC"),
  ].join("\n\n");
  const tree = fromMarkdown(shown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  expect(tree.children.map(({ type }) => type)).toEqual(["paragraph", "paragraph", "paragraph"]);
  expect(textOf(tree)).not.toMatch(/@[a-z]|#99|x#9|:\/\//);
  expect(shown).not.toMatch(/^\/|javascript:|(?<!\\)<(?!\/?sub>)/m);
  expect(shown).toContain("sooner:card");
});
