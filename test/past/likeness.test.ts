/** How well past incidents are told that are truly like a new one: measured on a shop's three years. */
import { describe, expect, it, test } from "vitest";
import { type PastIncident, pastOf } from "../../src/past/past-incident.ts";
import { indexOf, similarTo } from "../../src/past/similar.ts";
import { type Asked, heldOut, tuned } from "./asked.ts";
import { shop } from "./shop.ts";
import { incidentOf, type Told } from "./told.ts";

function past(told: readonly Told[]): PastIncident[] {
  return told.flatMap((one) => pastOf(incidentOf(one)) ?? []);
}

const index = indexOf(past(shop));
const withoutServices = indexOf(past(shop.map((told) => ({ ...told, services: [] }))));
const asked = { number: 100, day: "2025-07-01" };

function found(query: Pick<Told, "title" | "services" | "alerts">, known = index): number[] {
  return similarTo(known, incidentOf({ ...asked, ...query })).map(({ number }) => number);
}

/** Of what is shown, how much is like; of what is like, how much is shown. */
function measured(queries: readonly Asked[], known = index) {
  const answers = queries.map((query) => ({ like: query.like, shown: found(query, known) }));
  const shown = answers.flatMap((answer) => answer.shown).length;
  const right = answers.flatMap((answer) => answer.shown.filter((number) => answer.like.includes(number))).length;
  const like = answers.flatMap((answer) => answer.like).length;
  return { shown, precision: right / shown, recall: right / like };
}

describe("what is shown is like, and most of what is like is shown", () => {
  it.each([
    ["what the thresholds were chosen by", tuned, { shown: 29, precision: 1, recall: 29 / 38 }],
    ["what they were not chosen by", heldOut, { shown: 17, precision: 1, recall: 17 / 21 }],
  ])("%s", (_, queries, figures) => {
    const { shown, precision, recall } = measured(queries);
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.6);
    expect({ shown, precision, recall }).toEqual(figures);
  });

  it.each([
    ["as it asks", index, false],
    ["of the past", withoutServices, true],
    ["at all", withoutServices, false],
  ])("also where nobody names services %s", (_, known, areNamed) => {
    const queries = [...tuned, ...heldOut].map((one) => (areNamed ? one : { ...one, services: [] }));
    const { precision, recall } = measured(queries, known);
    expect(precision).toBeGreaterThanOrEqual(0.9);
    expect(recall).toBeGreaterThanOrEqual(0.6);
  });

  it("about half of the questions have nothing like them", () => {
    const without = [...tuned, ...heldOut].filter(({ like }) => like.length === 0).length;
    expect(without / (tuned.length + heldOut.length)).toBeGreaterThan(0.45);
    expect(shop.length).toBeGreaterThanOrEqual(60);
  });
});

describe("what makes two incidents alike", () => {
  it.each<[string, Pick<Told, "title" | "services" | "alerts">, number[]]>([
    ["words that few share", { title: "Kafka consumer lag, orders topic" }, [19]],
    ["other words for the same", { title: "SSL cert expired", services: ["api"] }, [27]],
    [
      "an alert's fingerprint, whatever it is called now",
      { title: "Something", alerts: { f_es_red: "Renamed" } },
      [50],
    ],
    ["the same alert twice, the newer at equal words", { title: "?", alerts: { f_cart_loop: "?" } }, [52, 7]],
    ["not the service alone", { title: "Wishlist empty", services: ["login"] }, []],
    ["not its name in the title", { title: "Login", services: ["login"] }, []],
    ["not what any incident says", { title: "Production service down, errors", services: ["checkout"] }, []],
    ["not the name of an alert that many services have", { title: "HighErrorRate mail", services: ["mail"] }, []],
    ["not one word among many", { title: "Kafka course for new colleagues is full" }, []],
    ["not a date", { title: "[Incident] 2025-03-04 14:30 UTC, Tuesday 4 March" }, []],
    ["nothing without words", { title: "🔥🔥🔥" }, []],
  ])("%s", (_, query, like) => {
    expect(found(query)).toEqual(like);
  });

  const same = (number: number, day: string, more: Partial<Told> = {}): Told => ({
    number,
    day,
    title: "Login is down",
    services: ["login"],
    ...more,
  });
  const among = (told: readonly Told[], query: Told) =>
    similarTo(indexOf(past(told)), incidentOf(query)).map(({ number }) => number);

  it("the same words, though each tells little; three at most, the newest first", () => {
    const told = ["2025-01-01", "2025-03-01", "2025-02-01", "2024-12-01"].map((day, n) => same(n + 1, day));
    expect(among(told, same(9, "2025-04-01"))).toEqual([2, 3, 1]);
  });

  it("also in a repository with one past incident, and not by less", () => {
    expect(among([same(1, "2025-01-01")], same(9, "2025-04-01"))).toEqual([1]);
    expect(among([same(1, "2025-01-01")], same(9, "2025-04-01", { title: "Login is slow" }))).toEqual([]);
  });

  it("also what comes back all the time; but not the name that every title has", () => {
    const title = (n: number) => (n % 3 === 0 ? "Acme shop: replication lag" : `Acme shop: ${shop[n]?.title}`);
    const told = Array.from({ length: 12 }, (_, n) =>
      same(n + 1, `2025-01-${10 + n}`, { title: title(n), services: [] }),
    );
    const query = (text: string) => among(told, same(99, "2025-04-01", { title: text, services: [] }));
    expect(query("Acme shop: replication lag of minutes")).toEqual([10, 7, 4]);
    expect(query("Acme shop: no gift wrapping")).toEqual([]);
  });

  it("not a date in the title, nor numbers one digit apart", () => {
    const dated = (number: number, day: string) => same(number, day, { title: `[Incident] ${day}`, services: [] });
    expect(among([dated(1, "2025-03-10")], dated(9, "2025-10-03"))).toEqual([]);
    const told = [same(1, "2025-01-01", { title: "vm1234567 vm7654321 full" })];
    expect(among(told, same(9, "2025-04-01", { title: "vm1234568 vm7654322 full" }))).toEqual([]);
  });

  it("not itself, not what was merged into it, not what came later", () => {
    const told = [same(1, "2025-01-01"), same(2, "2025-01-02"), same(3, "2025-05-01"), same(9, "2025-04-01")];
    const query = { ...incidentOf(same(9, "2025-04-01")), mergedFrom: [2] };
    expect(similarTo(indexOf(past(told)), query).map(({ number }) => number)).toEqual([1]);
  });
});

test("asking changes nothing", () => {
  const query = { title: "Elasticsearch cluster red" };
  const first = found(query);
  for (const { title } of heldOut) found({ title });
  expect(found(query)).toEqual(first);
});

test("a title without end is no trouble", () => {
  const title = "Kafka consumer lag on orders topic ".repeat(30_000);
  const start = performance.now();
  expect(found({ title })).toEqual([19]);
  expect(performance.now() - start).toBeLessThan(1_000);
});
