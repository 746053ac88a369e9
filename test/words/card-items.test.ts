/** What the card says of action items: whose, how urgent, until when, how they stand, and what came back. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import type { Incident } from "../../src/incident/incident.ts";
import type { CardView } from "../../src/words/card.ts";
import { card, nothing } from "./cards.ts";
import { actionItem, at, reference } from "./reference.ts";

type Known = CardView["known"];

/** The card's rows of action items. */
function rows(actionItems: Incident["actionItems"], known: Partial<Known> = {}, zone = "UTC"): string[] {
  const text = card(
    { ...reference, actionItems },
    { known: { ...nothing.known, ...known }, configuration: { ...defaults, zone } },
  );
  return text.split("\n").filter((line) => line.startsWith("| [") && line.includes("issues/1"));
}

const alert = (more: Partial<Incident["actionItems"][number]>) => actionItem(15, "Alert", more);
const row = (owner: string, priority: string, due: string, state: string) =>
  `| [Alert](https://github.com/acme/shop/issues/15) | ${owner} | ${priority} | ${due} | ${state} |`;
const greg = "[greg](https://github.com/greg)";

describe("an item's row", () => {
  const pull = (number: number, state: "open" | "merged" | "closed") => ({ number, url: "https://x.example", state });

  test.each([
    ["in order", alert({}), row(greg, "high", "2026-04-09", "open")],
    [
      "without owner, priority and due day",
      alert({ owners: [], priority: null, due: null }),
      row("**nobody yet**", "**not set**", "–", "open"),
    ],
    ["due on the day of the last change", alert({ due: "2026-03-10" }), row(greg, "high", "2026-03-10", "open")],
    ["due the day before", alert({ due: "2026-03-09" }), row(greg, "high", "2026-03-09", "open, **overdue**")],
    ["done late", alert({ due: "2026-03-09", state: "done" }), row(greg, "high", "2026-03-09", "done")],
    [
      "with a pull request under way",
      alert({ due: "2026-03-09", pullRequests: [pull(45, "open")] }),
      row(greg, "high", "2026-03-09", "open, **overdue**, PR #45 open"),
    ],
    [
      "closed by pull requests",
      alert({ state: "done", pullRequests: [pull(44, "closed"), pull(45, "merged")] }),
      row(greg, "high", "2026-04-09", "done, PR #44 closed, PR #45 merged"),
    ],
    [
      "declined",
      alert({ state: "declined", reason: "It goes | in May" }),
      row(greg, "high", "2026-04-09", "declined: It goes &#124; in May"),
    ],
  ])("%s", (_, item, expected) => {
    expect(rows([item])).toEqual([expected]);
  });

  test("a due day lasts to its end where the team is", () => {
    const item = alert({ due: "2026-03-10" });
    expect(rows([item], {}, "Pacific/Auckland")).toEqual([row(greg, "high", "2026-03-10", "open, **overdue**")]);
  });

  test("overdue also where its owners have been told so since, of that very day", () => {
    const told = (stage: string): Partial<Known> => ({ reminded: { "item 15": { [stage]: [at(0) / 1000, "greg"] } } });
    const open = row(greg, "high", "2026-04-09", "open");
    expect(rows([alert({})], told("overdue 2026-04-09 1"))).toEqual([open.replace("open", "open, **overdue**")]);
    expect(rows([alert({})], told("overdue 2026-04-01 3"))).toEqual([open]);
    expect(rows([alert({})], told("due 2026-04-09"))).toEqual([open]);
  });
});

test("a factor that came back: with the item that was meant to prevent it", () => {
  const factors = [
    { text: "Retries without *backoff*", effect: "hurt" as const },
    { text: "One inbox", effect: null },
  ];
  const returned = { "retrie backoff": { incident: 3, item: 5, state: "declined" as const }, inbox: null };
  const text = card({ ...reference, factors }, { known: { ...nothing.known, returned } });
  expect(text).toContain("**Came back**\n- Retries without \\*backoff\\*, see #5 (declined then) of #3\n\n");
  expect(card({ ...reference, factors })).not.toContain("Came back");
});
