/** The card's line about the last status update: who, when, how old; and that there is none yet. */
import { describe, expect, test } from "vitest";
import type { Incident } from "../../src/incident/incident.ts";
import { updateLine } from "../../src/words/sections.ts";
import { at, fresh, reference } from "./reference.ts";

const open: Incident = {
  ...reference,
  state: "open",
  phase: "response",
  moments: { ...reference.moments, restored: null },
};
const silent: Incident = { ...open, updates: [] };
const update = { at: at(16), who: "gary", text: "We know why." };

describe("an open incident", () => {
  test.each([
    [16, "**Last update**, 16:16 by [gary](https://github.com/gary): We know why."],
    [36, "**Last update**, 16:16 by [gary](https://github.com/gary) (20 min as of 16:36): We know why."],
    [150, "**Last update**, 16:16 by [gary](https://github.com/gary) (2 h 14 min as of 18:30): We know why."],
    [1500, "**Last update**, 16:16 by [gary](https://github.com/gary) (1 day 1 h as of 11 Mar 17:00): We know why."],
  ])("that last changed %i minutes after 16:00 says how old its update was then", (minutes, line) => {
    expect(updateLine({ ...open, updates: [update], updatedAt: at(minutes) }, "UTC")).toBe(line);
  });

  test("shows times on the team's clock", () => {
    expect(updateLine({ ...open, updates: [update], updatedAt: at(36) }, "Europe/Berlin")).toBe(
      "**Last update**, 17:16 by [gary](https://github.com/gary) (20 min as of 17:36): We know why.",
    );
  });

  test("tells the newest of several, cut, and as plain words", () => {
    const long = { ...update, at: at(18), text: `@everyone ${"so ".repeat(300)}` };
    const line = updateLine({ ...open, updates: [update, long], updatedAt: at(18) }, "UTC");
    expect(line).toMatch(/^\*\*Last update\*\*, 16:18 by .*: @&#8203;everyone so .*…$/);
    expect(line.length).toBeLessThan(600);
  });
});

describe("an open incident without an update", () => {
  test("says so, and since when", () => {
    expect(updateLine({ ...silent, updatedAt: at(6) }, "UTC")).toBe(
      "**Last update**: none yet since the declaration at 16:06",
    );
    expect(updateLine({ ...silent, updatedAt: at(50) }, "UTC")).toBe(
      "**Last update**: none yet since the declaration at 16:06 (44 min as of 16:50)",
    );
  });

  test.each(["sev3", "sev4", "sev5", null] as const)("says nothing of it where it is %s", (final) => {
    expect(updateLine({ ...silent, severity: { ...silent.severity, final } }, "UTC")).toBe("");
  });
});

test("a restored incident keeps its last update, whose age no longer matters", () => {
  expect(updateLine({ ...reference, updates: [update], updatedAt: at(500) }, "UTC")).toBe(
    "**Last update**, 16:16 by [gary](https://github.com/gary): We know why.",
  );
  expect(updateLine({ ...reference, updates: [] }, "UTC")).toBe("");
  expect(updateLine(fresh, "UTC")).toBe("");
});
