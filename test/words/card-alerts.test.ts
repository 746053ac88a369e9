/** What a responder asks first, on the card: which alerts fire, what changed, what was alike, and whether it is over. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import type { Incident, IncidentAlert } from "../../src/incident/incident.ts";
import { readTime } from "../../src/timeline/time/read.ts";
import { card, firing, nothing } from "./cards.ts";
import { at, fresh, reference } from "./reference.ts";

const ended = (minutes: number): IncidentAlert => ({ ...firing, endedAt: at(minutes) });

describe("what a responder asks first stands before the moments", () => {
  const known = {
    owners: { login: ["@acme/web"] },
    changes: [
      {
        kind: "deployment" as const,
        id: 77,
        at: at(-20),
        title: "v1.8.0",
        who: "greg",
        environment: "production",
        state: "success" as const,
        url: "https://github.com/acme/shop/deployments/77",
        services: ["login"],
      },
      {
        kind: "pull request" as const,
        id: 9,
        at: at(-40),
        title: "Keep sessions in the cache",
        who: "cathy",
        environment: null,
        state: null,
        url: "https://github.com/acme/shop/pull/9",
        services: [],
      },
    ],
    similar: [
      { number: 7, title: "Nobody can sign in", declaredAt: at(-90_000), learned: ["The cache fills up"], open: [8] },
    ],
  };

  test("alerts, the services with their owners, what changed, and what was alike", () => {
    const shown = card({ ...fresh, services: ["login"], alerts: [firing, ended(9)] }, { known });
    expect(shown.slice(shown.indexOf("all times"), shown.indexOf("| Moment"))).toMatchInlineSnapshot(`
      "all times in UTC

      **Alerts**: 1 of 2 firing
      - [HighErrorRate](https://github.com/acme/shop/issues/12#issuecomment-500) · Prometheus Alertmanager · critical · login · firing since 16:01
      - [HighErrorRate](https://github.com/acme/shop/issues/12#issuecomment-500) · Prometheus Alertmanager · critical · login · fired from 16:01 to 16:09

      **Services**
      - **login** · owned by [acme/web](https://github.com/orgs/acme/teams/web)

      **What changed**
      - 15:40 · [deployment of v1.8.0 to production](https://github.com/acme/shop/deployments/77) by [greg](https://github.com/greg), succeeded · **login**
      - 15:20 · [\\#&#8203;9 Keep sessions in the cache](https://github.com/acme/shop/pull/9) by [cathy](https://github.com/cathy)

      **Similar before**
      - #7 Nobody can sign in (7 Jan 04:00): learned “The cache fills up”; still open as this one began: #8

      "
    `);
  });

  test("alerts that are pooled count", () => {
    const more = { total: 950, firing: 12, lastEnd: null };
    const shown = card({ ...fresh, alerts: [firing] }, { more });
    expect(shown).toContain("**Alerts**: 13 of 951 firing\n- [HighErrorRate]");
    expect(shown).toContain("\n- and 950 more\n");
  });

  test("a change that somebody named is marked there, and not listed again", () => {
    const shown = card(reference, { known });
    expect(shown).toContain("**named: hurt**");
    expect(shown).not.toContain("**Changes named**");
  });

  test("a clock that can't be right is said", () => {
    const wrong = { ...firing, startedAt: null, inconsistent: { startedAt: Date.UTC(2031, 0, 1) } };
    expect(card({ ...fresh, alerts: [wrong] })).toContain(
      "> [HighErrorRate](https://github.com/acme/shop/issues/12#issuecomment-500): its clock says that it began at 1 Jan 2031 00:00",
    );
  });
});

describe("once all alerts have ended", () => {
  const next = (incident: Incident, zone = "UTC", more = nothing.more) => {
    const shown = card(incident, { configuration: { ...defaults, zone }, more });
    return shown.slice(shown.indexOf("**Next**\n") + 9).split("\n");
  };
  const suggested = "- `/mitigated 16:20` as all alerts have ended";

  test("the first thing to type is when the service was back", () => {
    expect(next({ ...fresh, alerts: [ended(9), ended(20)] })).toEqual([
      suggested,
      "- `/ack` if you are on it",
      "- `/severity sev2` (sev1 to sev5) to set the severity",
      "- `/commander @who` so that somebody coordinates",
      "",
    ]);
  });

  test.each<[string, Incident]>([
    ["one fires", { ...fresh, alerts: [ended(20), firing] }],
    ["there are none", fresh],
    ["the service is restored", { ...reference, alerts: [ended(20)] }],
    ["they ended before somebody said that it was known", { ...fresh, alerts: [ended(3)] }],
    [
      "it came back afterwards",
      { ...fresh, alerts: [ended(20)], intervals: [{ from: at(1), to: at(20) }, { from: at(90) }] },
    ],
  ])("nothing of it where %s", (_, incident) => expect(next(incident).join("\n")).not.toContain("alerts have ended"));

  test("those that are pooled count, too", () => {
    const alerts = [ended(9)];
    expect(next({ ...fresh, alerts }, "UTC", { total: 3, firing: 1, lastEnd: at(20) })).not.toContain(suggested);
    expect(next({ ...fresh, alerts }, "UTC", { total: 3, firing: 0, lastEnd: at(20) })).toContain(suggested);
  });

  test("the command says once that the service was back", () => {
    const fixing = { ...fresh, phase: "remediation" as const, alerts: [ended(20)] };
    expect(next(fixing).filter((line) => line.includes("/mitigated"))).toEqual([suggested]);
  });

  /** What is to be typed where the last alert ended then, and that was the last thing to happen. */
  const toType = (end: number, zone: string, more: Partial<Incident> = {}) => {
    const incident = { ...fresh, updatedAt: end + 90_000, alerts: [{ ...firing, endedAt: end + 42_000 }], ...more };
    return /`\/mitigated (.+)`/.exec(next(incident, zone)[0] ?? "")?.[1] ?? "";
  };

  test.each<[string, number, Partial<Incident>, string, string]>([
    ["the same day", at(20), {}, "UTC", "16:20"],
    ["the team's day and time", at(20), {}, "Asia/Kathmandu", "22:05"],
    ["after midnight", at(500), {}, "UTC", "2026-03-11 00:20 UTC"],
    ["after midnight there", at(480), {}, "Europe/Berlin", "2026-03-11 01:00 +01:00"],
    ["hours ago", at(20), { updatedAt: at(200) }, "UTC", "2026-03-10 16:20 UTC"],
  ])("the time is as short as can be: %s", (_, end, more, zone, expected) => {
    expect(toType(end, zone, more)).toBe(expected);
  });

  test("of the hour that comes twice it says which", () => {
    const declared = { at: Date.UTC(2026, 9, 25, 0, 5), by: "inferred", from: "declaration" } as const;
    const more = { moments: { ...fresh.moments, detected: null, declared } };
    expect(toType(Date.UTC(2026, 9, 25, 0, 30), "Europe/Berlin", more)).toBe("2026-10-25 02:30 +02:00");
    expect(toType(Date.UTC(2026, 9, 25, 3, 30), "Europe/Berlin", more)).toBe("04:30");
  });

  test.each([
    ["UTC", at(20)],
    ["Asia/Kathmandu", at(480)],
    ["America/St_Johns", at(20)],
    ["Europe/Berlin", Date.UTC(2026, 9, 25, 0, 30)],
    ["Europe/Berlin", Date.UTC(2026, 9, 25, 1, 30)],
  ])("it means that very minute as long as that day lasts: in %s, %i", (zone, end) => {
    for (const later of [2, 60, 11 * 60]) {
      const read = readTime(toType(end, zone), { written: end + later * 60_000, zone });
      expect(read).toMatchObject({ time: { at: end, precision: "minute" }, rest: "" });
    }
  });
});
