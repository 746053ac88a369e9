/** Better Stack: the times tell the state, whatever the event is called; its other webhooks are about something else. */
import { expect, test } from "vitest";
import { arrivalSchema } from "../../../src/alerts/alert.ts";
import { withArrivals } from "../../../src/alerts/episodes.ts";
import { betterStack } from "../../../src/alerts/sources/better-stack.ts";

const attributes = {
  name: "shop.example.com",
  url: "https://shop.example.com",
  http_method: "get",
  cause: "Status 503",
  started_at: "2026-11-20T14:02:03.151Z",
  acknowledged_at: null,
  acknowledged_by: null,
  resolved_at: null,
  resolved_by: null,
  status: "Started",
  team_name: "Web",
  response_content: null,
  screenshot_url: null,
};

function message(event: string, more: object = {}) {
  return {
    event,
    data: {
      id: "98765",
      type: "incident",
      attributes: { ...attributes, ...more },
      relationships: { monitor: { data: { id: "4", type: "monitor" } } },
    },
  };
}

test("an incident that started", () => {
  expect(betterStack.read(message("started"), {})).toEqual({
    alerts: [
      {
        source: "better-stack",
        fingerprint: "98765",
        status: "firing",
        severity: null,
        service: null,
        rule: "shop.example.com",
        title: "shop.example.com",
        text: "Status 503",
        startedAt: Date.UTC(2026, 10, 20, 14, 2, 3, 151),
        endedAt: null,
        acknowledged: null,
        alerted: [],
        link: "https://shop.example.com",
        labels: { team: "Web" },
      },
    ],
  });
});

test("acknowledged, by whom and when", () => {
  const told = { acknowledged_at: "2026-11-20T14:05:00.000Z", acknowledged_by: "gary@example.com" };
  expect(betterStack.read(message("acknowledged", told), {})).toMatchObject({
    alerts: [{ status: "firing", acknowledged: { at: Date.UTC(2026, 10, 20, 14, 5), who: "gary@example.com" } }],
  });
});

test("an older version doesn't say by whom", () => {
  const told = { acknowledged_at: "2026-11-20T14:05:00Z", acknowledged_by: undefined, team_name: undefined };
  expect(betterStack.read(message("acknowledged", told), {})).toMatchObject({
    alerts: [{ acknowledged: { at: Date.UTC(2026, 10, 20, 14, 5), who: null } }],
  });
});

test("resolved, with all that was before", () => {
  const told = {
    acknowledged_at: "2026-11-20T14:05:00Z",
    acknowledged_by: "gary@example.com",
    resolved_at: "2026-11-20T14:31:00Z",
  };
  expect(betterStack.read(message("resolved", told), {})).toMatchObject({
    alerts: [
      {
        status: "resolved",
        endedAt: Date.UTC(2026, 10, 20, 14, 31),
        acknowledged: { at: Date.UTC(2026, 10, 20, 14, 5), who: "gary@example.com" },
      },
    ],
  });
});

test("reopened: it fires anew, and not since it started first", () => {
  expect(betterStack.read(message("reopened", { resolved_at: "2026-11-20T14:31:00Z" }), {})).toMatchObject({
    alerts: [{ fingerprint: "98765", status: "firing", startedAt: null, endedAt: null }],
  });
});

test("what is reopened fires again where its end is known", () => {
  const arrivals = ["started", "resolved", "reopened"].map((event, minutes) => {
    const told = event === "resolved" ? { resolved_at: "2026-11-20T14:03:03.151Z" } : {};
    const read = betterStack.read(message(event, told), {});
    const [alert] = "alerts" in read ? read.alerts : [];
    return arrivalSchema.parse({ ...alert, receivedAt: Date.UTC(2026, 10, 20, 14, 2 + minutes, 4) });
  });
  expect(withArrivals([], arrivals, { restoredAt: null, since: null })).toMatchObject([
    { episodes: [{ endedAt: Date.UTC(2026, 10, 20, 14, 3, 3, 151) }, { endedAt: null }] },
  ]);
});

test.each([
  [
    "a monitor",
    { event: "paused", data: { id: "4", type: "monitor", attributes: { url: "https://shop.example.com" } } },
  ],
  ["who is on call", { data: { id: "2", type: "on_call_calendar", attributes: {} }, included: [] }],
  ["a list of who is on call", { data: [{ id: "9", type: "user" }] }],
])("says nothing: a webhook about %s", (_what, body) => {
  expect(betterStack.read(body, {})).toEqual({
    nothing: "A webhook about a monitor or who is on call; only incidents count.",
  });
});

test.each([
  ["no id", { data: { type: "incident", attributes } }, "data.id: "],
  ["no attributes", { data: { id: "1", type: "incident" } }, "data.attributes: "],
  ["nothing", {}, "data: "],
])("can't be read: %s", (_what, body, field) => {
  const read = betterStack.read(body, {});
  expect("invalid" in read && read.invalid.startsWith(field)).toBe(true);
});
