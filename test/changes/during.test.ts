/** Deployments while an incident goes on: which are told of, and that their comments say all of it again. */
import { describe, expect, test } from "vitest";
import { deployedEvents, deploymentKey, deploymentMark, dueDeployments } from "../../src/changes/during.ts";
import { defaults } from "../../src/config.ts";
import type { ObservedDeployment, TimelineItem } from "../../src/github/observed.ts";
import type { Incident } from "../../src/incident/incident.ts";
import { writeMarker } from "../../src/marker.ts";
import { at, reference } from "../words/reference.ts";
import { deployed, shipping } from "./repository.ts";

const open: Incident = { ...reference, state: "open", intervals: [{ from: at(0) }] };
const due = (deployments: ObservedDeployment[], incident = open, items: TimelineItem[] = []) =>
  dueDeployments(shipping(deployments, [], { items }), "sooner", incident, { configuration: defaults, now: at(90) });
const idsOf = (...given: Parameters<typeof due>) => due(...given).map(({ deployment }) => deployment.id);

/** A comment that our account, or another, wrote. */
function comment(number: number, body: string, login = "sooner"): TimelineItem {
  return {
    type: "comment",
    id: `IC_${number}`,
    comment: number,
    at: at(30),
    actor: { login, kind: "bot" },
    url: `${reference.url}#issuecomment-${number}`,
    body,
    association: "NONE",
    edited: null,
    minimized: false,
    reactions: [],
    mine: { rocket: false, confused: false },
  };
}

test("a success is an event of a bot's at the time of the success, by who deployed", () => {
  expect(due([deployed(7, 10)])).toEqual([
    {
      kind: "deployed",
      id: "deployment:7",
      at: at(12),
      who: "greg",
      standing: "bot",
      url: "https://github.com/acme/shop/actions/runs/7",
      deployment: {
        id: 7,
        environment: "production",
        ref: "main",
        sha: "4b1d0c5a9e8f7061524334251607f8e9a5c0d1b4",
        url: "https://github.com/acme/shop/actions/runs/7",
      },
    },
  ]);
});

const ended: Incident = { ...open, state: "recovered", intervals: [{ from: at(0), to: at(30) }] };
const cameBack: Incident = { ...open, intervals: [{ from: at(0), to: at(30) }, { from: at(60) }] };
const unknownStart: Incident = { ...open, intervals: [{ from: null }], moments: { ...open.moments, detected: null } };
const declared = ((open.moments.declared?.at ?? 0) - at(0)) / 60_000;

test.each<[string, ObservedDeployment[], Incident, number[]]>([
  ["before the start", [deployed(1, -3), deployed(2, -2)], open, [2]],
  [
    "before the declaration, where no start is known",
    [deployed(1, declared - 3), deployed(2, declared - 2)],
    unknownStart,
    [2],
  ],
  ["after the restoration, but for its minute", [deployed(1, 28.5), deployed(2, 29)], ended, [1]],
  ["between two intervals", [deployed(1, 20), deployed(2, 40), deployed(3, 60)], cameBack, [1, 3]],
  [
    "not a success",
    [
      deployed(1, 10, { outcome: "failure" }),
      deployed(2, 10, { outcome: "pending" }),
      deployed(3, 10, { outcome: null }),
    ],
    open,
    [],
  ],
  ["of a preview", [deployed(1, 10, { environment: "pr-7" })], open, []],
  [
    "more than a day ago, as when the App was not there",
    [deployed(1, 10, { outcomeAt: at(90) - 86_400_001 })],
    { ...open, intervals: [{ from: 0 }] },
    [],
  ],
  ["of a withdrawn incident", [deployed(1, 10)], { ...open, state: "withdrawn" }, []],
  ["of a merged one", [deployed(1, 10)], { ...open, state: "merged" }, []],
  ["of a drill", [deployed(1, 10)], { ...open, drill: true }, [1]],
])("%s", (_, deployments, incident, expected) => {
  expect(idsOf(deployments, incident)).toEqual(expected);
});

describe("a comment", () => {
  const [event] = due([deployed(7, 10)]);
  if (!event) throw new Error("There is no deployment");
  const body = `${writeMarker(deploymentKey(7), deploymentMark(event))}\nDeployed.`;

  test("gives its event back for ever, also where GitHub forgot the deployment", () => {
    expect(deployedEvents(shipping(null, null, { items: [comment(1, body)] }), "sooner")).toEqual([event]);
  });

  test("is written once", () => {
    expect(idsOf([deployed(7, 10), deployed(8, 20)], open, [comment(1, body)])).toEqual([8]);
    expect(deployedEvents(shipping([], [], { items: [comment(1, body), comment(2, body)] }), "sooner")).toEqual([
      event,
    ]);
  });

  test.each([
    ["another's", comment(1, body, "mallory")],
    ["one with a broken marker", comment(1, '<!-- sooner:deployment:7 {"at":"now"} -->')],
    ["one of another kind", comment(1, "<!-- sooner:deployment:x {} -->")],
  ])("%s says nothing", (_, item) => {
    expect(deployedEvents(shipping([], [], { items: [item] }), "sooner")).toEqual([]);
  });
});

test("twenty are told of at most, the oldest first", () => {
  const many = Array.from({ length: 25 }, (_, n) => deployed(n + 1, 40 - n));
  expect(idsOf(many)).toEqual(Array.from({ length: 20 }, (_, n) => 25 - n));
});
