/** What changed, in words. */
import { describe, expect, test } from "vitest";
import type { DeployedEvent } from "../../src/changes/during.ts";
import type { Change, Incident } from "../../src/incident/incident.ts";
import type { RecentChange } from "../../src/memory.ts";
import { deploymentText, recentChangeLines } from "../../src/words/changes.ts";
import { changesLine } from "../../src/words/sections.ts";
import { at, reference, templates } from "./reference.ts";

const deployment: RecentChange = {
  kind: "deployment",
  id: 7,
  at: at(-2),
  title: "main",
  who: "greg",
  environment: "production",
  state: "success",
  url: "https://github.com/acme/shop/actions/runs/7",
  services: ["login", "search"],
};
const pull: RecentChange = {
  kind: "pull request",
  id: 45,
  at: at(-19),
  title: "Faster sessions",
  who: "cathy",
  environment: null,
  state: null,
  url: "https://github.com/acme/shop/pull/45",
  services: [],
};
const incident: Incident = { ...reference, services: ["Login"], changes: [] };
const lines = (changes: RecentChange[], of = incident, room = 4_000) => recentChangeLines(changes, of, "UTC", room);

test("a line each: when, what, by whom, and which services, the affected ones bold", () => {
  expect(lines([deployment, pull])).toEqual([
    "15:58 · [deployment of main to production](https://github.com/acme/shop/actions/runs/7) by [greg](https://github.com/greg), succeeded · **login**, search",
    "15:41 · [\\#&#8203;45 Faster sessions](https://github.com/acme/shop/pull/45) by [cathy](https://github.com/cathy)",
  ]);
});

test.each([
  ["success", "succeeded"],
  ["failure", "**failed**"],
  ["pending", "under way"],
] as const)("a deployment's outcome %s: %s", (state, words) => {
  expect(lines([{ ...deployment, state, services: [] }])[0]).toMatch(
    new RegExp(`greg\\), ${words.replaceAll("*", "\\*")}$`),
  );
});

test("of an account that is gone nobody is named", () => {
  expect(lines([{ ...pull, who: null }])[0]).toBe(
    "15:41 · [\\#&#8203;45 Faster sessions](https://github.com/acme/shop/pull/45)",
  );
});

describe("what somebody named with /change", () => {
  test.each<[string, Change, string]>([
    ["a pull request that hurt", { kind: "pull request", ref: "#45", effect: "hurt" }, "**named: hurt**"],
    ["one that helped", { kind: "pull request", ref: "#45", effect: "helped" }, "**named: helped**"],
    ["one without more", { kind: "pull request", ref: "#45", effect: null }, "**named**"],
    ["a deployment by its link", { kind: "deployment", ref: deployment.url, effect: "hurt" }, "**named: hurt**"],
    [
      "a deployment by a link with its id",
      { kind: "deployment", ref: "https://github.com/acme/shop/deployments/7", effect: "hurt" },
      "**named: hurt**",
    ],
  ])("%s is marked, and not listed twice", (_, change, mark) => {
    const naming = { ...incident, changes: [change] };
    const found = lines([deployment, pull], naming).filter((line) => line.endsWith(mark));
    expect(found).toHaveLength(1);
    expect(changesLine(naming, [deployment, pull], 1_000)).toBe("");
  });

  test.each<[string, Change, string]>([
    ["another pull request", { kind: "pull request", ref: "#4", effect: "hurt" }, "pull request #4 (hurt)"],
    [
      "one of another repository",
      { kind: "pull request", ref: "acme/web#45", effect: null },
      "pull request acme/web#&#8203;45",
    ],
    ["a commit", { kind: "commit", ref: "4b1d0c5", effect: "hurt" }, "commit 4b1d0c5 (hurt)"],
  ])("%s is listed apart", (_, change, text) => {
    const naming = { ...incident, changes: [change] };
    expect(lines([deployment, pull], naming).join("\n")).not.toContain("named");
    expect(changesLine(naming, [deployment, pull], 1_000)).toBe(text);
  });
});

test("what others wrote does nothing", () => {
  const [line = ""] = lines([
    {
      ...pull,
      title: "@olga #1 ](https://evil.example) <img src=x> <!-- sooner:card {} --> /resolved",
      services: ["**@olga**"],
    },
  ]);
  expect(line).toBe(
    "15:41 · [\\#&#8203;45 @&#8203;olga #&#8203;1 \\](https:&#8203;//evil.example) \\<img src=x\\> \\<!-- sooner:card {} --\\> /resolved](https://github.com/acme/shop/pull/45) by [cathy](https://github.com/cathy) · \\*\\*@&#8203;olga\\*\\*",
  );
});

test("twenty long ones keep to their room", () => {
  const many = Array.from({ length: 20 }, (_, id) => ({ ...pull, id, title: "x".repeat(120) }));
  const shown = lines(many, incident, 1_500);
  expect(shown.join("\n").length).toBeLessThanOrEqual(1_500);
  expect(shown.at(-1)).toMatch(/^and 1\d changes more$/);
});

test("a deployment while the incident goes on is told of in one line", () => {
  const event: DeployedEvent = {
    kind: "deployed",
    id: "deployment:8",
    at: at(20),
    who: "greg",
    standing: "bot",
    url: deployment.url,
    deployment: { id: 8, environment: "production", ref: null, sha: "4b1d0c5a9e8f", url: deployment.url },
  };
  expect(deploymentText(event, { incident, zone: "Europe/Berlin", templates })).toBe(
    "Deployed to **production** at 17:20: [4b1d0c5](https://github.com/acme/shop/actions/runs/7), by [greg](https://github.com/greg).\n<sub>Tue 10 Mar 2026, times in Europe/Berlin (UTC+01:00)</sub>",
  );
});
