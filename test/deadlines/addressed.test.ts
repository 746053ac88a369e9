/** Whom a reminder notifies, and whom it names. */
import { describe, expect, it } from "vitest";
import { addressed } from "../../src/deadlines/addressed.ts";
import type { Deadline, Subject } from "../../src/deadlines/deadline.ts";
import type { Memory } from "../../src/memory.ts";
import { utc } from "./incidents.ts";

const now = utc("2026-03-20 09:00");

function deadline(subject: Subject, ...to: string[][]): Deadline {
  const reminder = { about: "review", review: 20, due: "2026-03-19" } as const;
  return { subject, stage: "this", at: now, to, reminder };
}

function people(
  of: Deadline,
  { reminded = {}, unreachable = [] as string[] }: { reminded?: Memory["reminded"]; unreachable?: string[] } = {},
) {
  const { told, named, lost } = addressed(of, { reminded, unreachable: new Set(unreachable), now });
  return `${told.join(" ")} (${named.join(" ")})${lost.length > 0 ? ` without ${lost.join(" ")}` : ""}`;
}

describe("is told", () => {
  it.each([
    ["the first group", [["ann", "ben"], ["cid"]], [], "ann ben ()"],
    ["the next where nobody of the first can be", [["ann", "ben"], ["cid"]], ["ANN", "ben"], "cid () without ann ben"],
    ["whoever can be", [["ann", "ben"], ["cid"]], ["ben"], "ann () without ben"],
    ["nobody, where nobody can be", [["ann"], ["acme/web"]], ["ann", "acme/web"], " () without ann acme/web"],
    ["nobody, where there is nobody", [], [], " ()"],
    ["nobody of an empty group", [[], ["cid"]], [], "cid ()"],
    ["each once", [["ann", "Ann", "ben", "ann"]], [], "ann ben ()"],
  ])("%s", (_name, to, unreachable, expected) => {
    expect(people(deadline("item 31", ...to), { unreachable })).toBe(expected);
  });
});

describe("notified of the same subject within a day", () => {
  const sent = (at: string, who: string): Memory["reminded"][string] => ({
    "due soon 2026-03-20": [utc(at) / 1000, who],
    older: [utc("2026-01-01 09:00") / 1000, "cid"],
  });

  it.each([
    ["an hour ago", "2026-03-20 08:00", " (Ann)"],
    ["a second less than a day ago", "2026-03-19 09:00:01", " (Ann)"],
    ["a day ago", "2026-03-19 09:00", "Ann ()"],
  ])("%s", (_name, at, expected) => {
    expect(people(deadline("item 31", ["Ann"]), { reminded: { "item 31": sent(at, "zoe ann") } })).toBe(expected);
  });

  it("only those who were are spared", () => {
    const reminded = { "item 31": sent("2026-03-20 08:00", "acme/web ben") };
    expect(people(deadline("item 31", ["ann", "ben", "cid", "acme/web"]), { reminded })).toBe("ann cid (ben acme/web)");
  });

  it("another subject is another thing", () => {
    const reminded = { "item 32": sent("2026-03-20 08:00", "ann") };
    expect(people(deadline("item 31", ["ann"]), { reminded })).toBe("ann ()");
  });

  it("whoever doesn't take an incident up is told at each step", () => {
    const reminded = { acknowledgement: sent("2026-03-20 08:55", "ann") };
    expect(people(deadline("acknowledgement", ["ann"]), { reminded })).toBe("ann ()");
  });

  it("a group all of whom were notified lately is still the one that is told", () => {
    const reminded = { update: sent("2026-03-20 08:00", "ann") };
    expect(people(deadline("update", ["ann"], ["ben"]), { reminded })).toBe(" (ann)");
  });
});
