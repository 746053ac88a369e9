/** Laws of deadlines, over incidents and sleeps by chance: none early, each at most once, none missed, and quick. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Deadline } from "../../src/deadlines/deadline.ts";
import { deadlinesOf } from "../../src/deadlines/deadlines.ts";
import { dueAt } from "../../src/deadlines/due.ts";
import type { Incident, ReminderOrder, ReminderTopic, Severity } from "../../src/incident/incident.ts";
import type { Memory } from "../../src/memory.ts";
import { configured, item, moment, open, recovered, review, severities, text, utc } from "./incidents.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = utc("2026-03-10 16:06");

const teams = [
  "",
  "{ zone: Europe/Berlin, holidays: [2026-03-30, 2026-04-03, 2026-04-06], escalation: [ann, [ben, cid]] }",
  "{ zone: America/New_York, businessHours: { days: [sunday, monday, tuesday], from: 0:00, to: 12:00 }, escalation: [ann] }",
  "{ zone: Africa/Cairo, actionItems: { confirmDays: 7, ownerDays: 5, soonDays: 9 }, deadlines: { drills: true } }",
].map((yaml) => configured(yaml));

const days = fc.integer({ min: -5, max: 40 }).map((after) => new Date(start + after * day).toISOString().slice(0, 10));
const items = fc.array(
  fc.record({
    due: fc.option(days),
    owners: fc.subarray(["greg", "zoe"]),
    createdAt: fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => start + minutes * minute),
  }),
  { maxLength: 3 },
);
const topics: (ReminderTopic | "all")[] = ["all", "acknowledgement", "update", "review", "items", "item 100"];
const orders = fc.array(
  fc.record({
    topic: fc.constantFrom(...topics),
    at: fc.integer({ min: 0, max: 60 * 24 }).map((hours) => start + hours * hour),
    until: fc.oneof(fc.constantFrom("off" as const, "on" as const), fc.integer({ min: 1, max: 200 })),
  }),
  { maxLength: 4 },
);

const incidents = fc
  .record({ items, orders, over: fc.boolean(), due: days, severity: fc.constantFrom<Severity>("sev1", "sev2", "sev3") })
  .map(({ items: promised, orders: said, over, due, severity }): Incident => {
    const more = {
      severity: severities([severity, "2026-03-10 16:06"]),
      review: review({ due }),
      actionItems: promised.map((one, index) => item(one.due, { ...one, number: 100 + index })),
      reminderOrders: said.map(({ topic, at, until }): ReminderOrder => {
        return { topic, at, until: typeof until === "number" ? at + until * hour : until };
      }),
    };
    return over ? recovered(more) : open(more);
  });

/** What somebody had said by then. */
function asKnown(incident: Incident, now: number): Incident {
  return { ...incident, reminderOrders: incident.reminderOrders.filter(({ at }) => at <= now) };
}

interface Sent {
  deadline: Deadline;
  at: number;
}

/** An App that wakes after each of these sleeps, or where it asked to be woken, if that comes first and it isn't deaf. */
function run(
  incident: Incident,
  sleeps: readonly number[],
  configuration: (typeof teams)[number],
  isDeaf: boolean,
): Sent[] {
  const reminded: Memory["reminded"] = {};
  const sent: Sent[] = [];
  let now = start;
  for (const sleep of sleeps) {
    const known = asKnown(incident, now);
    const deadlines = deadlinesOf(known, { configuration, owners: {}, now });
    const { due, next } = dueAt(deadlines, { reminded, orders: known.reminderOrders, now });
    for (const deadline of due) {
      sent.push({ deadline, at: now });
      reminded[deadline.subject] = { ...reminded[deadline.subject], [deadline.stage]: [Math.floor(now / 1000), ""] };
    }
    now = isDeaf || next === null ? now + sleep : Math.min(now + sleep, next);
  }
  return sent;
}

const sleeps = fc.array(fc.oneof(fc.integer({ min: 1, max: 3 * hour }), fc.integer({ min: 1, max: 9 * day })), {
  minLength: 20,
  maxLength: 60,
});
const team = fc.constantFrom(...teams);

describe("whenever an App wakes", () => {
  it("nothing comes early, at most once, and of a subject nothing after what came later", () => {
    fc.assert(
      fc.property(incidents, sleeps, team, fc.boolean(), (incident, rest, configuration, isDeaf) => {
        const sent = run(incident, rest, configuration, isDeaf);
        expect(sent.filter(({ deadline, at }) => at < deadline.at)).toEqual([]);
        const names = sent.map(({ deadline: { subject, stage } }) => `${subject} ${stage}`);
        expect(names).toEqual([...new Set(names)]);
        for (const ofOne of Map.groupBy(sent, ({ deadline }) => deadline.subject).values()) {
          const times = ofOne.map(({ deadline }) => deadline.at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 200 },
    );
  });

  it("nothing comes while it is snoozed or off", () => {
    fc.assert(
      fc.property(incidents, sleeps, team, (incident, rest, configuration) => {
        for (const { deadline, at } of run(incident, rest, configuration, true)) {
          const topic = deadline.subject.startsWith("item") ? "items" : deadline.subject;
          const about = incident.reminderOrders
            .filter((one) => one.at <= at && ["all", topic, deadline.subject].includes(one.topic))
            .toSorted((a, b) => a.at - b.at);
          const until = about.at(-1)?.until ?? "on";
          expect(until === "on" || (until !== "off" && until <= at)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("one that sleeps until its next deadline sends what one does that looks every minute", () => {
    fc.assert(
      fc.property(incidents, team, (told, configuration) => {
        const incident = { ...told, reminderOrders: told.reminderOrders.map((one) => ({ ...one, at: start })) };
        const asleep = run(incident, Array(200).fill(60 * day), configuration, false);
        const awake = run(incident, Array(7 * 24 * 60).fill(minute), configuration, true);
        expect(shown(asleep.filter(({ at }) => at < start + 7 * day))).toEqual(shown(awake));
      }),
      { numRuns: 3 },
    );
  });
});

function shown(sent: readonly Sent[]): string[] {
  return sent.map(({ deadline: { subject, stage }, at }) => `${text(at)} ${subject} ${stage}`).sort();
}

describe("is quick", () => {
  const aYear = utc("2027-03-10 16:06");
  const [configuration = configured()] = teams;

  function milliseconds(incident: Incident, times: number): number {
    const before = performance.now();
    for (let left = times; left > 0; left -= 1) {
      const deadlines = deadlinesOf(incident, { configuration, owners: {}, now: aYear });
      dueAt(deadlines, { reminded: {}, orders: incident.reminderOrders, now: aYear });
    }
    return performance.now() - before;
  }

  it("1,000 incidents with five items each, overdue for most of a year", () => {
    const five = [1, 2, 3, 4, 5].map((number) => item(`2026-0${number + 3}-10`, { number }));
    const incident = recovered({ review: review(), actionItems: five });
    milliseconds(incident, 100);
    expect(milliseconds(incident, 1_000)).toBeLessThan(3_000);
  });

  it("in line with the number of items and orders", () => {
    const many = (count: number) =>
      recovered({
        actionItems: Array.from({ length: count }, (_, number) => item("2027-04-01", { number })),
        moments: { ...recovered().moments, acknowledged: moment("2026-03-10 16:07", "cathy") },
      });
    milliseconds(many(1_000), 5);
    const [few, lots] = [milliseconds(many(1_000), 10), milliseconds(many(10_000), 10)];
    expect(lots).toBeLessThan(few * 40);
  });
});
