/** Who took part, as the card tells it: short lines, readable on a phone. */
import { describe, expect, it } from "vitest";
import type { Incident, PersonPage } from "../../src/incident/incident.ts";
import { pageLines, peopleLine, roleLines } from "../../src/words/people.ts";
import { at, reference } from "./reference.ts";

const room = 2_000;

function paged(pages: PersonPage[], more: Partial<Incident> = {}): Incident {
  return {
    ...reference,
    ...more,
    people: [
      { who: "gary", joinedAt: at(6) },
      { who: "greg", pages },
    ],
  };
}

describe("people", () => {
  it("are named once each", () => {
    expect(peopleLine(paged([{ at: at(14), by: "cathy" }]), room)).toBe(
      "[gary](https://github.com/gary), [greg](https://github.com/greg)",
    );
  });
});

describe("pages", () => {
  it.each<[string, PersonPage[], string[]]>([
    ["one", [{ at: at(14), by: "cathy", reachedAt: at(15) }], ["greg: paged 16:14 by cathy, reached after 1 min"]],
    [
      "one that we sent",
      [{ at: at(21), by: "sooner", escalation: true }],
      ["greg: paged 16:21 by Sooner, not reached"],
    ],
    ["at once", [{ at: at(14), by: "greg", reachedAt: at(14) }], ["greg: paged 16:14 by greg, reached at once"]],
    [
      "several until the same word",
      [
        { at: at(14), by: "cathy", reachedAt: at(22) },
        { at: at(20), by: "sooner", escalation: true, reachedAt: at(22) },
      ],
      ["greg: paged 16:14 by cathy and 16:20 by Sooner, reached after 8 min"],
    ],
    [
      "again later",
      [
        { at: at(14), by: "cathy", reachedAt: at(15) },
        { at: at(100), by: "gary" },
      ],
      ["greg: paged 16:14 by cathy, reached after 1 min", "greg: paged 17:40 by gary, not reached"],
    ],
    [
      "many",
      [1, 2, 3, 4, 5].map((minute) => ({ at: at(minute), by: "cathy" })),
      ["greg: paged 16:01 by cathy, 16:02 by cathy, 16:03 by cathy and 2 times more, not reached"],
    ],
  ])("%s", (_, pages, expected) => {
    expect(pageLines(paged(pages), "UTC", room)).toEqual(expected);
  });

  it("may still reach somebody as long as the incident is open, and stand in the team's zone", () => {
    const open = paged([{ at: at(14), by: "cathy" }], { state: "open" });
    expect(pageLines(open, "Europe/Berlin", room)).toEqual(["greg: paged 17:14 by cathy, not reached yet"]);
  });

  it("of many people are cut, with their number", () => {
    const people = Array.from({ length: 300 }, (_, i) => ({ who: `someone-${i}`, pages: [{ at: at(1), by: "gary" }] }));
    const lines = pageLines({ ...reference, people }, "UTC", 500);
    expect(lines.join("\n").length).toBeLessThan(500);
    expect(lines.at(-1)).toBe("and 290 pages more");
  });
});

describe("roles", () => {
  it("say when they went to somebody else, and from whom", () => {
    const roles = [
      { role: "commander", who: "gary", from: at(6), until: at(10) },
      { role: "comms", who: "gary", from: at(7) },
      { role: "commander", who: "cathy", from: at(10) },
    ];
    expect(roleLines({ ...reference, roles }, "UTC", room)).toEqual([
      "commander: [cathy](https://github.com/cathy) (since 16:10, taken over from gary)",
      "comms: [gary](https://github.com/gary) (since 16:07)",
      "commander: [gary](https://github.com/gary) (16:06–16:10)",
    ]);
  });
});
