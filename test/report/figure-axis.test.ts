/** Ticks at round times of the team's clock. */
import { describe, expect, it } from "vitest";
import { axisTitle, ticksOf } from "../../src/report/figure/axis.ts";

function labels(from: string, to: string, zone: string): string {
  return ticksOf(Date.parse(from), Date.parse(to), zone, 7)
    .map(({ label }) => label)
    .join(" ");
}

describe("ticks", () => {
  it.each([
    ["of 20 minutes", "2026-03-10T16:00:00Z", "2026-03-10T16:20:00Z", "UTC", "16:00 16:05 16:10 16:15 16:20"],
    [
      "of 40 seconds",
      "2026-03-10T16:00:05Z",
      "2026-03-10T16:00:45Z",
      "UTC",
      "16:00:05 16:00:10 16:00:15 16:00:20 16:00:25 16:00:30 16:00:35 16:00:40 16:00:45",
    ],
    [
      "over midnight",
      "2026-03-10T22:00:00Z",
      "2026-03-11T01:10:00Z",
      "UTC",
      "22:00 22:30 23:00 23:30 11 Mar 00:30 01:00",
    ],
    [
      "in a zone of half hours",
      "2026-03-10T16:00:00Z",
      "2026-03-10T22:00:00Z",
      "Asia/Kolkata",
      "22:00 23:00 11 Mar 01:00 02:00 03:00",
    ],
    [
      "of three weeks",
      "2026-03-01T09:00:00Z",
      "2026-03-21T15:00:00Z",
      "Europe/Berlin",
      "2 Mar 4 Mar 6 Mar 8 Mar 10 Mar 12 Mar 14 Mar 16 Mar 18 Mar 20 Mar",
    ],
    [
      "of two years",
      "2024-11-10T00:00:00Z",
      "2026-11-10T00:00:00Z",
      "UTC",
      "Jan 2025 Apr 2025 Jul 2025 Oct 2025 Jan 2026 Apr 2026 Jul 2026 Oct 2026",
    ],
    [
      "over the hour that is skipped",
      "2026-03-29T00:30:00Z",
      "2026-03-29T03:00:00Z",
      "Europe/Berlin",
      "01:30 03:00 03:30 04:00 04:30 05:00",
    ],
    [
      "over the hour that comes twice",
      "2026-10-24T23:30:00Z",
      "2026-10-25T02:00:00Z",
      "Europe/Berlin",
      "01:30 02:00 02:30 02:00 02:30 03:00",
    ],
    [
      "with days on both sides of the change",
      "2026-10-23T22:00:00Z",
      "2026-10-29T23:00:00Z",
      "Europe/Berlin",
      "24 Oct 25 Oct 26 Oct 27 Oct 28 Oct 29 Oct 30 Oct",
    ],
  ])("%s", (_, from, to, zone, expected) => {
    expect(labels(from, to, zone)).toBe(expected);
  });

  it("are in order, and within the span, at any hour of the changes", () => {
    for (let hour = 0; hour < 48; hour++) {
      const from = Date.parse("2026-10-24T00:00:00Z") + hour * 3_600_000;
      for (const length of [1, 20, 90, 600, 5_000].map((minutes) => minutes * 60_000)) {
        const instants = ticksOf(from, from + length, "America/New_York", 7).map(({ at }) => at);
        expect(instants).toEqual([...new Set(instants)].sort((a, b) => a - b));
        expect(instants.every((at) => at >= from && at <= from + length)).toBe(true);
      }
    }
  });
});

describe("the axis says whose clock it shows", () => {
  it.each([
    ["2026-03-10T16:00:00Z", "2026-03-10T16:20:00Z", "UTC", "Tue 10 Mar 2026 · UTC"],
    [
      "2026-03-10T16:00:00Z",
      "2026-03-12T16:20:00Z",
      "Europe/Berlin",
      "Tue 10 Mar 2026 to Thu 12 Mar 2026 · Europe/Berlin (UTC+01:00)",
    ],
    [
      "2026-10-24T23:30:00Z",
      "2026-10-25T02:00:00Z",
      "Europe/Berlin",
      "Sun 25 Oct 2026 · Europe/Berlin (UTC+02:00), then UTC+01:00",
    ],
  ])("%s to %s", (from, to, zone, expected) => {
    expect(axisTitle(Date.parse(from), Date.parse(to), zone)).toBe(expected);
  });
});
