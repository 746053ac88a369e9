/** Which incident an alert belongs to, as a table. */
import { describe, expect, test } from "vitest";
import type { Arrival } from "../../src/alerts/alert.ts";
import { keyOf } from "../../src/alerts/record.ts";
import { type Candidate, type Route, routeOf } from "../../src/alerts/route.ts";
import { defaults } from "../../src/config.ts";
import { at } from "../incident/events.ts";
import { ends, fires } from "./arrivals.ts";

const login = { service: "login" };

/** An incident of 16:00 with the alert `f1` of the service login, which has fired since 16:00. */
function incident(more: Partial<Candidate> = {}): Candidate {
  return {
    number: 1,
    state: "open",
    drill: false,
    restoredAt: null,
    services: ["login"],
    rules: [],
    alerts: [{ key: keyOf(fires("16:00", "16:00")), since: at("16:00"), startedAt: at("16:00"), firing: true }],
    pooled: new Set(),
    lastArrival: at("16:00"),
    ...more,
  };
}

const restored = incident({ state: "recovered", restoredAt: at("16:20") });
const withdrawn = incident({ state: "withdrawn" });
const other = (received: string, more: Partial<Arrival> = {}) =>
  fires(received, received, { fingerprint: "f2", ...more });

const to = (number: number): Route => ({ to: "incident", number });
const anew = (...related: number[]): Route => ({ to: "new", related });

describe("an alert", () => {
  test.each<[string, Arrival, Candidate[], Route]>([
    ["of nothing known opens an incident", fires("16:04", "16:03"), [], anew()],
    ["goes to its incident, however long that goes on", fires("03-30 16:04", "03-30 16:00"), [incident()], to(1)],
    ["goes to a restored one within a day", fires("03-11 16:19", "03-11 16:19"), [restored], to(1)],
    ["opens another one, related to the old, after that", fires("03-11 16:21", "03-11 16:21"), [restored], anew(1)],
    ["that is late goes to a restored one", fires("03-12 09:00", "16:10"), [restored], to(1)],
    ["of another fingerprint goes to the same service's", other("16:30", login), [incident()], to(1)],
    ["of another fingerprint later than half an hour does not", other("16:31", login), [incident()], anew()],
    ["of another service does not", other("16:05", { service: "payments" }), [incident()], anew()],
    ["goes to no drill of its service", other("16:05", login), [incident({ drill: true })], anew()],
    ["goes to no restored one of its service", other("16:25", login), [restored], anew()],
    ["without a service goes to no other", other("16:05"), [incident()], anew()],
    [
      "without a service goes to one of the same rule",
      other("16:05", { rule: "HighErrorRate" }),
      [incident({ services: [], rules: ["alertmanager higherrorrate"] })],
      to(1),
    ],
    ["that people took back is nothing", fires("16:04", "16:00"), [withdrawn], { to: "nothing" }],
    ["that fires anew since they did opens another one", fires("17:00", "17:00"), [withdrawn], anew(1)],
    ["goes to the survivor of a merge", fires("17:00", "17:00"), [incident({ state: "merged", mergedInto: 9 })], to(9)],
    ["for information is counted", fires("16:04", "16:03", { severity: "info" }), [], { to: "noise" }],
    ["for information goes to its incident", fires("16:04", "16:03", { severity: "info" }), [incident()], to(1)],
    ["for information reopens nothing", fires("17:00", "17:00", { severity: "info" }), [restored], { to: "noise" }],
    ["that ends goes to its incident, whatever has become of it", ends("16:30", "16:00", "16:29"), [restored], to(1)],
    ["that ends and was never known is nothing", ends("16:30", "16:00", "16:29"), [], { to: "nothing" }],
  ])("%s", (_, arrival, candidates, route) => {
    expect(routeOf(arrival, candidates, defaults)).toEqual(route);
  });
});

describe("of two incidents with the same alert", () => {
  const again = incident({
    number: 2,
    alerts: [
      { key: keyOf(fires("16:00", null)), since: at("03-12 16:00"), startedAt: at("03-12 16:00"), firing: true },
    ],
  });

  test.each<[string, Arrival, Route]>([
    ["the newest takes what fires", fires("03-12 17:00", "03-12 17:00"), to(2)],
    ["the newest takes what names no start", fires("03-12 17:00", null), to(2)],
    ["the older takes what comes late of its own time", fires("03-12 17:00", "16:10"), to(1)],
    ["the older takes the end of its own time", ends("03-12 17:00", "16:10", "16:20"), to(1)],
    [
      "the newest takes what began shortly before it did, unless it is known better",
      fires("03-12 17:00", "03-12 15:59"),
      { to: "incident", number: 2, late: true },
    ],
  ])("%s", (_, arrival, route) => {
    expect(routeOf(arrival, [restored, again], defaults)).toEqual(route);
  });
});
