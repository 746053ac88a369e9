/** Times in people's words: every notation, every refusal, and what is only text. */
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Instant } from "../../src/incident/incident.ts";
import { readDay } from "../../src/timeline/time/day.ts";
import { readTime, readWholeTime, type TimeContext } from "../../src/timeline/time/read.ts";
import { showInstant } from "../../src/timeline/time/show.ts";

const instant = (iso: string): Instant => Temporal.Instant.from(iso).epochMilliseconds;
/** A Friday; nothing else is said of daylight saving. */
const friday: TimeContext = { written: instant("2026-11-20T16:30:20Z"), zone: "UTC" };
const summer: TimeContext = { written: instant("2026-07-10T21:00:00Z"), zone: "UTC" };

/** `2026-11-20 14:02`, seconds where there are any; `A .. B` for a range; `~` in front where approximate. */
function said(text: string, context: TimeContext): string {
  const read = readTime(text, context);
  if (!read) return "text";
  if ("problem" in read) return `refused: ${read.problem}`;
  const { at, range, approximate } = read.time;
  const rest = read.rest === "" ? "" : ` + ${read.rest}`;
  return `${approximate ? "~" : ""}${range ? range.map(shown).join(" .. ") : shown(at)}${rest}`;
}

function shown(at: Instant): string {
  const [date, time] = Temporal.Instant.fromEpochMilliseconds(at).toString().replace("Z", "").split("T");
  return `${date} ${time?.replace(/:00$/, "")}`;
}

function reading(text: string, context: TimeContext): string | undefined {
  const read = readWholeTime(text, context);
  return "time" in read ? read.time.reading : `refused: ${read.problem}`;
}

describe("the notations of the product's pages, on Friday 2026-11-20 at 16:30 UTC", () => {
  test.each([
    ["14:02", "2026-11-20 14:02"],
    ["14:02 UTC", "2026-11-20 14:02"],
    ["14:02Z", "2026-11-20 14:02"],
    ["2:02 pm", "2026-11-20 14:02"],
    ["2026-11-20 14:02 +01:00", "2026-11-20 13:02"],
    ["2026-11-20T14:02:33.123Z", "2026-11-20 14:02:33.123"],
    ["20m ago", "~2026-11-20 16:10:20"],
    ["yesterday 23:50", "2026-11-19 23:50"],
    ["14:00-14:10", "2026-11-20 14:00 .. 2026-11-20 14:10"],
    ["9:02 a.m. ET", "2026-11-20 14:02"],
    ["15h50 UTC", "2026-11-20 15:50"],
    ["3pm", "2026-11-20 15:00"],
    ["0810Z", "2026-11-20 08:10"],
    ["MST 8:30 a.m.", "2026-11-20 15:30"],
    ["12:15pm MDT Oct 13", "2026-10-13 18:15"],
    ["Sept 27, 2025 @ 9:15am CST", "2025-09-27 15:15"],
    ["2016-09-20 08:47:00 +0200", "2016-09-20 06:47"],
    ["Nov 11, 2025 14:28:53 (GMT -05:00)", "2025-11-11 19:28:53"],
    ["15:15 (UTC+1)", "2026-11-20 14:15"],
    ["04.01.2022 at 10:59 UTC", "2022-01-04 10:59"],
    ["04.10.2022 11:38 UTC", "2022-10-04 11:38"],
    ["7:56 am Pacific", "2026-11-20 15:56"],
    ["Oct 3, 2016, 4:12 PM Mountain Daylight Time (22:12 UTC)", "2016-10-03 22:12"],
    ["27-Oct 5:43 AM GMT", "2026-10-27 05:43"],
    ["8 January 1000 CST", "2026-01-08 16:00"],
    ["11:53–12:17 UTC", "2026-11-20 11:53 .. 2026-11-20 12:17"],
    ["11:53 -> 12:17", "2026-11-20 11:53 .. 2026-11-20 12:17"],
    ["from 11:53 until 12:17", "2026-11-20 11:53 .. 2026-11-20 12:17"],
    ["between 5:30 am and 6:15 am PST", "2026-11-20 13:30 .. 2026-11-20 14:15"],
    ["7–9 a.m. ET", "2026-11-20 12:00 .. 2026-11-20 14:00"],
    ["for 10-15 minutes, ending Oct 30 10:50 am CDT", "~2026-10-30 15:35 .. 2026-10-30 15:50"],
    ["20 JUN 20:00 - 21 JUN 04:00 UTC", "2026-06-20 20:00 .. 2026-06-21 04:00"],
    ["~12h ago", "~2026-11-20 04:30:20"],
    ["20 min ago", "~2026-11-20 16:10:20"],
    ["around 9:30am", "~2026-11-20 09:30"],
    ["about 14:00", "~2026-11-20 14:00"],
    ["https://acme.slack.com/archives/C024BE91L/p1702405376306979", "2023-12-12 18:22:56.306"],
  ])("%s", (text, expected) => {
    expect(said(text, friday)).toBe(expected);
  });
});

describe("the parts in other combinations", () => {
  test.each([
    // dates
    ["2026/11/20 14:02", "2026-11-20 14:02"],
    ["20.11.2026 14:02", "2026-11-20 14:02"],
    ["20/11/2026 14:02", "2026-11-20 14:02"],
    ["11/20/2026 14:02", "2026-11-20 14:02"],
    ["20th of November 2026, 14:02", "2026-11-20 14:02"],
    ["Nov. 20th, 2:02 PM", "2026-11-20 14:02"],
    ["Friday, November 20, 2026 at 2:02 PM", "2026-11-20 14:02"],
    ["Fri, 20 Nov 2026 14:02:33 +0000", "2026-11-20 14:02:33"],
    ["Fri Nov 20 14:02:33 UTC 2026", "2026-11-20 14:02:33"],
    ["11/Nov/2025:14:02:33 +0000", "2025-11-11 14:02:33"],
    ["20261120T140233Z", "2026-11-20 14:02:33"],
    ["20 JUN 2000 UTC", "2026-06-20 20:00"],
    ["Friday 14:02", "2026-11-20 14:02"],
    ["last Friday 14:02", "2026-11-13 14:02"],
    ["14:02 on Monday", "2026-11-16 14:02"],
    ["noon yesterday", "2026-11-19 12:00"],
    ["2 days ago at 14:02", "2026-11-18 14:02"],
    ["last night 23:50", "2026-11-19 23:50"],
    ["this morning at 9:30", "2026-11-20 09:30"],
    ["this afternoon 2:02", "2026-11-20 14:02"],
    ["29 Feb 10:00", "2024-02-29 10:00"],
    // clocks
    ["14:02:33", "2026-11-20 14:02:33"],
    ["14:02:33,123", "2026-11-20 14:02:33.123"],
    ["2:02PM", "2026-11-20 14:02"],
    ["2:02 P. M.", "2026-11-20 14:02"],
    ["9:15a", "2026-11-20 09:15"],
    ["14h", "2026-11-20 14:00"],
    ["14H02", "2026-11-20 14:02"],
    ["14:02h", "2026-11-20 14:02"],
    ["14.02 Uhr", "2026-11-20 14:02"],
    ["14.02 UTC", "2026-11-20 14:02"],
    ["1402 UTC", "2026-11-20 14:02"],
    ["3 o’clock pm", "2026-11-20 15:00"],
    ["12 noon", "2026-11-20 12:00"],
    ["12:00 noon", "2026-11-20 12:00"],
    ["exactly 14:02", "2026-11-20 14:02"],
    ["1402h", "2026-11-20 14:02"],
    ["today at noon", "2026-11-20 12:00"],
    ["today at midnight", "2026-11-20 00:00"],
    // zones
    ["14:02 GMT+1", "2026-11-20 13:02"],
    ["14:02+01:00", "2026-11-20 13:02"],
    ["14:02 +0100", "2026-11-20 13:02"],
    ["UTC 14:02", "2026-11-20 14:02"],
    ["[UTC] 14:02", "2026-11-20 14:02"],
    ["15:02 CET", "2026-11-20 14:02"],
    ["15:02 cet", "2026-11-20 14:02"],
    ["9:02am Eastern time", "2026-11-20 14:02"],
    ["3:02 pm Central European Time", "2026-11-20 14:02"],
    ["15:02 Berlin time", "2026-11-20 14:02"],
    ["15:02 Europe/Berlin", "2026-11-20 14:02"],
    ["Europe/Berlin 15:02", "2026-11-20 14:02"],
    ["2026-11-20T15:02+01:00[Europe/Berlin]", "2026-11-20 14:02"],
    ["10:02 America/Argentina/Buenos_Aires", "2026-11-20 13:02"],
    ["23:02 JST", "2026-11-20 14:02"],
    ["1:02 am AEDT", "2026-11-20 14:02"],
    ["14:02 local time", "2026-11-20 14:02"],
    ["6:02 am PST / 14:02 UTC", "2026-11-20 14:02"],
    // ranges
    ["14:02 — 14:10", "2026-11-20 14:02 .. 2026-11-20 14:10"],
    ["14:02 → 14:10", "2026-11-20 14:02 .. 2026-11-20 14:10"],
    ["14:02 till 14:10 UTC", "2026-11-20 14:02 .. 2026-11-20 14:10"],
    ["10:00 UTC-11:00", "2026-11-20 10:00 .. 2026-11-20 11:00"],
    ["14:02 until now", "2026-11-20 14:02 .. 2026-11-20 16:30:20"],
    ["11:30-12:15 pm", "2026-11-20 11:30 .. 2026-11-20 12:15"],
    ["2 pm to 3:10", "2026-11-20 14:00 .. 2026-11-20 15:10"],
    ["9:00 am - 10:00 am EST", "2026-11-20 14:00 .. 2026-11-20 15:00"],
    ["Oct 13 7–9 p.m. EDT", "2026-10-13 23:00 .. 2026-10-14 01:00"],
    ["10:00 - 11:00 Oct 13", "2026-10-13 10:00 .. 2026-10-13 11:00"],
    ["yesterday 23:50 - 00:10", "2026-11-19 23:50 .. 2026-11-20 00:10"],
    ["2026-11-19 22:00 - 02:00 UTC", "2026-11-19 22:00 .. 2026-11-20 02:00"],
    ["2025-09-27T14:00Z/2025-09-27T15:00Z", "2025-09-27 14:00 .. 2025-09-27 15:00"],
    ["for 10 minutes starting 14:02", "2026-11-20 14:02 .. 2026-11-20 14:12"],
    // in marks, as they are copied from a help text
    ["`14:02` looked", "2026-11-20 14:02 + looked"],
    ["**14:02**", "2026-11-20 14:02"],
    ["“14:02 UTC”", "2026-11-20 14:02"],
    ["<14:02>", "2026-11-20 14:02"],
    ["14:02!", "2026-11-20 14:02"],
    ["14:02…", "2026-11-20 14:02"],
    ["14∶02", "2026-11-20 14:02"],
    // days behind the clock
    ["14:02 19/11", "2026-11-19 14:02"],
    ["14:02 on 19/11 restarted it", "2026-11-19 14:02 + restarted it"],
    ["14:02 +2", "2026-11-20 12:02"],
    // in words
    ["half past 2 pm", "2026-11-20 14:30"],
    ["quarter to three in the afternoon", "2026-11-20 14:45"],
    ["5 past 2 pm UTC", "2026-11-20 14:05"],
    ["last night at 11", "2026-11-19 23:00"],
    ["yesterday afternoon at 4", "2026-11-19 16:00"],
    ["14h 02", "2026-11-20 14:02"],
    ["1402 hrs", "2026-11-20 14:02"],
    // lengths
    ["30 min. ago", "~2026-11-20 16:00:20"],
    ["an hour ago", "~2026-11-20 15:30:20"],
    ["1h30m ago", "~2026-11-20 15:00:20"],
    ["2 hours and 10 minutes ago", "~2026-11-20 14:20:20"],
    ["an hour and a half ago", "~2026-11-20 15:00:20"],
    ["1.5 hours ago", "~2026-11-20 15:00:20"],
    ["1,5 hours ago", "~2026-11-20 15:00:20"],
    ["1½ hours ago", "~2026-11-20 15:00:20"],
    ["one and a half hours ago", "~2026-11-20 15:00:20"],
    ["twenty-five minutes ago", "~2026-11-20 16:05:20"],
    ["twenty five minutes ago", "~2026-11-20 16:05:20"],
    ["almost an hour ago", "~2026-11-20 15:30:20"],
    ["10-15 minutes ago", "~2026-11-20 16:15:20 .. 2026-11-20 16:20:20"],
    ["just now", "~2026-11-20 16:30:20"],
    ["now", "2026-11-20 16:30:20"],
    // approximate
    ["ca. 14:02", "~2026-11-20 14:02"],
    ["14:02ish", "~2026-11-20 14:02"],
    ["14:02 or so", "~2026-11-20 14:02"],
    ["shortly after 14:02", "~2026-11-20 14:02"],
    // marks that can't be seen
    ["14:02\u00a0UTC", "2026-11-20 14:02"],
    ["\u200f14:02\u202fpm\u200f".replace("14", "2"), "2026-11-20 14:02"],
    ["11:53\u201112:17 UTC", "2026-11-20 11:53 .. 2026-11-20 12:17"],
  ])("%s", (text, expected) => {
    expect(said(text, friday)).toBe(expected);
  });
});

describe("text behind a time", () => {
  test.each([
    ["14:02 looked at the page", "2026-11-20 14:02 + looked at the page"],
    ["14:02: looked", "2026-11-20 14:02 + looked"],
    ["14:02 – looked", "2026-11-20 14:02 + looked"],
    ["14:02 - 3 pods restarted", "2026-11-20 14:02 + 3 pods restarted"],
    ["14:02 @greg restarted it", "2026-11-20 14:02 + @greg restarted it"],
    ["14:02 UTC for @greg", "2026-11-20 14:02 + for @greg"],
    ["14:02 by customers on social media", "2026-11-20 14:02 + by customers on social media"],
    ["14:02 at the office", "2026-11-20 14:02 + at the office"],
    ["14:02 met with bob", "2026-11-20 14:02 + met with bob"],
    ["14:02 sat down with bob", "2026-11-20 14:02 + sat down with bob"],
    ["14:02 10/12 pods are up", "2026-11-20 14:02 + 10/12 pods are up"],
    ["14:02 1.2.3 deployed", "2026-11-20 14:02 + 1.2.3 deployed"],
    ["14:02 (db-1) is down", "2026-11-20 14:02 + (db-1) is down"],
    ["14:02 PT-123 is fixed", "2026-11-20 14:02 + PT-123 is fixed"],
    ["14:02 -5 nodes", "2026-11-20 14:02 + -5 nodes"],
    ["9:15 Pacific region is down", "2026-11-20 09:15 + Pacific region is down"],
    ["[14:02] greg: restarting", "2026-11-20 14:02 + greg: restarting"],
  ])("%s", (text, expected) => {
    expect(said(text, friday)).toBe(expected);
  });
});

test.each([
  "5 hosts are down",
  "502 errors",
  "3 pods restarted",
  "10% of requests",
  "10 to 3 replicas",
  "5 past incidents like this",
  "over 500 errors",
  "by 3pm we hope",
  "before 14:02 it was fine",
  "a while ago we saw the same",
  "3.2.1",
  "#1402",
  "2 of 3 replicas",
  "1.2.3 deployed",
  "2026 budget",
  "12 monkeys",
  "1/2 pods up",
  "24/7 support",
  "10.0.0.1 is down",
  "192.168.0.1:8080 refuses",
  "2001:db8::1",
  "1:1 with bob",
  "12h outage",
  "5m of data lost",
  "3.5 GB left",
  "99.9% of requests",
  "5 may be down",
  "sun is up",
  "now looking at it",
  "in 20 minutes we will know",
  "yesterday the deploy failed",
  "Friday's deploy",
  "Oct 13 release was bad",
  "the 14:02 deploy",
  "from 5 to 10 pods",
  "for 10 minutes it was down",
  "about the login page",
  "at the office",
  "UTC drift",
  "https://example.com/14:02",
  "https://evil.example/x.slack.com/archives/C1/p1702405376306979",
  "Outage 5",
  "",
])("is text: %s", (text) => {
  expect(readTime(text, friday)).toBeNull();
});

describe("what looks like a time and is none is refused, with what is wrong and a form to type", () => {
  const forms = "Type a time such as `16:30` or `2026-11-20 16:30 UTC`.";
  test.each([
    ["25:00 text", "`25:00` is not a time: hours go from 0 to 23."],
    ["24:30", "`24:30` is not a time: hours go from 0 to 23."],
    ["24:00", "`24:00` is not a time: the end of a day is 00:00 of the next."],
    ["10:14:95", "`10:14:95` is not a time: seconds go from 0 to 59."],
    ["14:60", "`14:60` is not a time: minutes go from 0 to 59."],
    ["14:5 looked", "`14:5` is not a time: minutes and seconds have two digits."],
    ["13:05 pm", "`13:05 pm` is not a time: with pm hours go from 1 to 12."],
    ["0:30 am", "`0:30 am` is not a time: with am hours go from 1 to 12."],
    ["31 Feb", "`31 Feb` is not a time: there is no 31 February."],
    ["2025-02-29 10:00", "`2025-02-29 10:00` is not a time: there is no 29 February 2025."],
    ["2026-13-01 10:00", "`2026-13-01 10:00` is not a time: there is no month 13."],
    ["14:00-25:10", "`14:00-25:10` is not a time: hours go from 0 to 23."],
    ["Time?:", "`Time?:` is not a time."],
    ["HH:MM", "`HH:MM` is not a time."],
    ["14:xx", "`14:xx` is not a time."],
    ["14:02-05", "`14:02-05` is not a time."],
    ["14:02/14:10", "`14:02/14:10` is not a time."],
    ["14:02 on the 19th", "`14:02 on the 19th` is not a time."],
    ["0:20 ago", "`0:20 ago` is not a time."],
    ...[
      "1402",
      "14.02",
      "14 02",
      "14::02",
      "014:02",
      "１４：０２",
      "930 am",
      "1795183353",
      "around 2",
      "at 2",
      "2ish",
      "before 14:02",
      "by 3pm",
      "today at 2",
      "Monday at 9",
      "several minutes ago",
      "more than an hour ago",
      "in 10 minutes",
      "20-11 14:02",
      "20-Nov-26 14:02",
      "the 20th at 14:02",
      "20 novembre 14:02",
    ].map((text) => [text, `\`${text}\` is not a time that I can read.`]),
    ["Mon 20 Nov 2026 14:02", "`Mon 20 Nov 2026 14:02` names a weekday that this date is not."],
    ["2:12 PM UTC (15:12 UTC)", "`2:12 PM UTC (15:12 UTC)` says two different times."],
    ["2026-11-20 14:10 - 2026-11-20 14:00", "`2026-11-20 14:10 - 2026-11-20 14:00` ends before it begins."],
  ])("%s", (text, problem) => {
    expect(readTime(text, friday)).toMatchObject({ problem: `${problem} ${forms}` });
  });

  test.each([
    ["2026-11-20", "`2026-11-20` needs a time of day: type `2026-11-20 16:30`, with the time you mean."],
    ["20m", "`20m` is a length of time. Type `20m ago`, or a time such as `16:30`."],
    [
      "2026-12-01 10:00",
      "`2026-12-01 10:00` is still to come: `2026-12-01 10:00 UTC`. State what has happened, with a time up to `2026-11-20 16:30 UTC`.",
    ],
    [
      "04/05/2022 10:00",
      "`04/05/2022 10:00` can be `2022-05-04 10:00 UTC` or `2022-04-05 10:00 UTC`. Type the one you mean.",
    ],
  ])("%s", (text, problem) => {
    expect(readTime(text, friday)).toMatchObject({ problem });
  });

  test("a text that must be a time to its end", () => {
    expect(readWholeTime("14:02 UTC.", friday)).toMatchObject({ time: { text: "14:02 UTC" }, rest: "" });
    const problem = `\`14:02 and later\` is not a time that I can read. ${forms}`;
    expect(readWholeTime("14:02 and later", friday)).toMatchObject({ problem });
    expect(readWholeTime(" ", friday)).toMatchObject({ problem: `Nothing is not a time that I can read. ${forms}` });
  });
});

describe("rule 6: minutes", () => {
  test("a time up to 5 minutes after the last edit is cut to it", () => {
    expect(said("16:35", friday)).toBe("2026-11-20 16:30:20");
    expect(said("16:35", { ...friday, edited: instant("2026-11-20T16:33:00Z") })).toBe("2026-11-20 16:33");
    expect(said("16:20-16:34", friday)).toBe("2026-11-20 16:20 .. 2026-11-20 16:30:20");
  });

  test("of the times up to the last edit the nearest to the comment's own is taken", () => {
    const edited = { ...friday, edited: instant("2026-11-21T20:00:00Z") };
    expect(said("18:00", edited)).toBe("2026-11-20 18:00");
    expect(said("02:00", edited)).toBe("2026-11-21 02:00");
  });

  test("12 hours back is taken; more than that, with the same clock time soon to come, is asked about", () => {
    expect(said("04:31", friday)).toBe("2026-11-20 04:31");
    expect(readTime("23:50", friday)).toMatchObject({
      problem:
        "Is `23:50` a slip? It was last `2026-11-19 23:50 UTC`, 17 hours before your comment, and comes next `2026-11-20 23:50 UTC`. Type the full form of the one you mean.",
    });
    expect(readTime("23:50 - 00:10", friday)).toMatchObject({
      problem:
        "Is `23:50 - 00:10` a slip? It was last `2026-11-19 23:50 UTC - 2026-11-20 00:10 UTC`, 16 hours before your comment, and comes next `2026-11-20 23:50 UTC - 2026-11-21 00:10 UTC`. Type the full form of the one you mean.",
    });
  });

  test("a range over midnight, as the comment follows it", () => {
    const night = { written: instant("2026-01-01T00:20:00Z"), zone: "UTC" };
    expect(said("23:50–00:10", night)).toBe("2025-12-31 23:50 .. 2026-01-01 00:10");
    expect(said("Dec 31 23:50 - Jan 1 00:10", night)).toBe("2025-12-31 23:50 .. 2026-01-01 00:10");
    expect(said("yesterday 23:50", night)).toBe("2025-12-31 23:50");
    expect(said("31 Dec 23:50", night)).toBe("2025-12-31 23:50");
  });

  test("without a zone the team's, with its own days", () => {
    const berlin = { written: instant("2026-11-19T23:30:00Z"), zone: "Europe/Berlin" };
    expect(said("00:10", berlin)).toBe("2026-11-19 23:10");
    expect(said("today 00:10", berlin)).toBe("2026-11-19 23:10");
    expect(said("yesterday 00:10", berlin)).toBe("2026-11-18 23:10");
  });

  test("people state minutes, machines seconds", () => {
    const precision = (text: string) => {
      const read = readWholeTime(text, friday);
      return "time" in read && read.time.precision;
    };
    expect(precision("14:02")).toBe("minute");
    expect(precision("14:02:00")).toBe("second");
    expect(precision("20m ago")).toBe("minute");
  });

  test("a range counts by its middle", () => {
    expect(readWholeTime("between 09:00 and 09:20", friday)).toMatchObject({
      time: { at: instant("2026-11-20T09:10:00Z"), text: "between 09:00 and 09:20" },
    });
  });
});

describe("daylight saving", () => {
  const spring = { written: instant("2026-03-29T08:00:00Z"), zone: "Europe/Berlin" };
  const autumn = { written: instant("2026-10-25T06:00:00Z"), zone: "Europe/Berlin" };

  test("the skipped hour is refused, with and without its date", () => {
    const skipped =
      "did not exist on that day in Europe/Berlin: the clocks went forward over it. Type a time before or after, such as `2026-03-29 01:30 +01:00`.";
    expect(readTime("02:30", spring)).toMatchObject({ problem: `\`02:30\` ${skipped}` });
    expect(readTime("2026-03-29 02:30", { ...friday, zone: "Europe/Berlin" })).toMatchObject({
      problem: `\`2026-03-29 02:30\` ${skipped}`,
    });
    expect(said("01:59", spring)).toBe("2026-03-29 00:59");
    expect(said("03:00", spring)).toBe("2026-03-29 01:00");
    expect(said("01:50-03:10", spring)).toBe("2026-03-29 00:50 .. 2026-03-29 01:10");
  });

  test("of the doubled hour the nearest before the comment is taken, and said", () => {
    expect(said("02:30", autumn)).toBe("2026-10-25 01:30");
    expect(reading("02:30", autumn)).toBe("I read `02:30` as 02:30 UTC+01:00 (01:30 UTC), the second of the two.");
    const between = { ...autumn, written: instant("2026-10-25T01:10:00Z") };
    expect(said("02:30", between)).toBe("2026-10-25 00:30");
    expect(reading("02:30", between)).toBe("I read `02:30` as 02:30 UTC+02:00 (00:30 UTC), the first of the two.");
    expect(reading("02:30 +02:00", autumn)).toBeUndefined();
  });

  test("a length before the comment is by the clock", () => {
    expect(said("3 hours ago", { ...autumn, written: instant("2026-10-25T02:00:00Z") })).toBe("~2026-10-24 23:00");
  });
});

describe("ambiguous ones: the reading is taken that fits, and said", () => {
  test.each<[string, TimeContext, string, string]>([
    ["4:40 ET", summer, "2026-07-10 20:40", "I read `4:40 ET` as 16:40 EDT (20:40 UTC)."],
    ["4:40 ET", friday, "2026-11-20 09:40", "I read `4:40 ET` as 04:40 EST (09:40 UTC)."],
    ["14:02 EST", summer, "2026-07-10 19:02", "I read `14:02 EST` as 14:02 UTC-05:00 (19:02 UTC)."],
    [
      "14:02 EST",
      { ...summer, written: instant("2026-07-10T18:10:00Z") },
      "2026-07-10 18:02",
      "I read `14:02 EST` as 14:02 EDT (18:02 UTC).",
    ],
    [
      "14:02 EST",
      { ...summer, neighbours: [instant("2026-07-10T18:00:00Z")] },
      "2026-07-10 18:02",
      "I read `14:02 EST` as 14:02 EDT (18:02 UTC).",
    ],
    [
      "14:02 CET",
      { ...summer, zone: "Europe/Berlin" },
      "2026-07-10 12:02",
      "I read `14:02 CET` as 14:02 CEST (12:02 UTC).",
    ],
    [
      "19:32 IST",
      { ...summer, neighbours: [instant("2026-07-10T14:00:00Z")] },
      "2026-07-10 14:02",
      "I read `19:32 IST` as 2026-07-10 19:32 UTC+05:30 (14:02 UTC).",
    ],
    ["14:02 BST", summer, "2026-07-10 13:02", "I read `14:02 BST` as 14:02 UTC+01:00 (13:02 UTC)."],
    [
      "2026-07-10 14:02 CST",
      { ...summer, neighbours: [instant("2026-07-10T06:00:00Z")] },
      "2026-07-10 06:02",
      "I read `2026-07-10 14:02 CST` as 2026-07-10 14:02 UTC+08:00 (06:02 UTC).",
    ],
    [
      "04/05/2022 10:00",
      { ...friday, neighbours: [instant("2022-04-05T12:00:00Z")] },
      "2022-04-05 10:00",
      "I read `04/05/2022 10:00` as 2022-04-05 10:00 UTC.",
    ],
    [
      "11/12 10:00",
      { ...friday, written: instant("2026-12-11T12:00:00Z") },
      "2026-12-11 10:00",
      "I read `11/12 10:00` as 2026-12-11 10:00 UTC.",
    ],
    ["11/10/2026 10:00", friday, "2026-11-10 10:00", "I read `11/10/2026 10:00` as 2026-11-10 10:00 UTC."],
    [
      "7:00-9:15 ET",
      { ...summer, neighbours: [instant("2026-07-10T13:00:00Z")] },
      "2026-07-10 11:00 .. 2026-07-10 13:15",
      "I read `7:00-9:15 ET` as 07:00 EDT (11:00 UTC) to 09:15 EDT (13:15 UTC).",
    ],
  ])("%s", (text, context, expected, sentence) => {
    expect(said(text, context)).toBe(expected);
    expect(reading(text, context)).toBe(sentence);
  });

  test.each([
    ["4:40", friday],
    ["04:40 ET", friday],
    ["4:40 am ET", friday],
    ["4:40 ET (20:40 UTC)", summer],
    ["14:02 CET", friday],
    ["14:02 CEST", summer],
    ["12/12/2019 10:00", friday],
    ["16:02 EDT", { ...summer, neighbours: [instant("2026-07-10T20:00:00Z")] }],
  ])("not ambiguous: %s", (text, context) => {
    expect(reading(text, context)).toBeUndefined();
  });
});

describe("times to come, for planning", () => {
  test.each([
    ["tomorrow 10:00", "2026-11-21 10:00"],
    ["10:00", "2026-11-21 10:00"],
    ["17:00", "2026-11-20 17:00"],
    ["Friday 10:00", "2026-11-27 10:00"],
    ["next Monday at 2pm @greg", "2026-11-23 14:00 + @greg"],
    ["Jan 4 10:00-10:30", "2027-01-04 10:00 .. 2027-01-04 10:30"],
    ["in 2 hours", "~2026-11-20 18:30:20"],
    [
      "yesterday 10:00",
      "refused: `yesterday 10:00` is over: `2026-11-19 10:00 UTC`. Type a time that is still to come, such as `2026-11-21 16:30 UTC`.",
    ],
  ])("%s", (text, expected) => {
    expect(said(text, { ...friday, tense: "future" })).toBe(expected);
  });
});

describe("days", () => {
  const wednesday: TimeContext = { written: instant("2026-11-18T16:30:00Z"), zone: "UTC" };
  test.each([
    ["Friday", "2026-11-20"],
    ["Wednesday", "2026-11-18"],
    ["next Wednesday", "2026-11-25"],
    ["Friday next week", "2026-11-27"],
    ["Fri, 27 Nov", "2026-11-27"],
    ["2026-12-01", "2026-12-01"],
    ["01.12.2026", "2026-12-01"],
    ["Dec 1", "2026-12-01"],
    ["1st of December", "2026-12-01"],
    ["Nov 17", "2027-11-17"],
    ["29 Feb", "2028-02-29"],
    ["the 15th", "2026-12-15"],
    ["today", "2026-11-18"],
    ["tomorrow", "2026-11-19"],
    ["in 2 weeks", "2026-12-02"],
    ["in a month", "2026-12-18"],
    ["3 days from now", "2026-11-21"],
    ["end of month", "2026-11-30"],
    ["end of the week", "2026-11-20"],
    ["end of next quarter", "2027-03-31"],
    ["EOW", "2026-11-20"],
    ["next week", "2026-11-23"],
    ["next month", "2026-12-01"],
    ["12/01/2026", "2026-12-01"],
  ])("%s", (text, day) => {
    expect(readDay(`${text} add alerts`, wednesday)).toEqual({ day, rest: "add alerts" });
  });

  test.each([
    ["31 Feb", "`31 Feb` is not a day: there is no 31 February. Type a day such as `Friday` or `2026-12-02`."],
    ["yesterday", "`yesterday` is over. Type a day such as `Friday` or `2026-12-02`."],
    ["2020-01-01", "`2020-01-01` is over. Type a day such as `Friday` or `2026-12-02`."],
    [
      "12/1",
      "`12/1` is not a day: it can be `2027-01-12` or `2026-12-01`. Type a day such as `Friday` or `2026-12-02`.",
    ],
    [
      "Mon 27 Nov",
      "`Mon 27 Nov` is not a day: the weekday and the date are different days. Type a day such as `Friday` or `2026-12-02`.",
    ],
  ])("refused: %s", (text, problem) => {
    expect(readDay(text, wednesday)).toMatchObject({ problem });
  });

  test.each(["2 alerts", "in the logs", "next steps", "end of life", "Friday's deploy", "add alerts", ""])(
    "is text: %s",
    (text) => {
      expect(readDay(text, wednesday)).toBeNull();
    },
  );

  test("in the team's zone", () => {
    const auckland = { written: instant("2026-11-18T16:30:00Z"), zone: "Pacific/Auckland" };
    expect(readDay("today", auckland)).toEqual({ day: "2026-11-19", rest: "" });
  });
});

test("an instant is shown with its date where it is not the reference's day", () => {
  const at = instant("2026-11-20T16:04:00Z");
  expect(showInstant(at, "UTC", friday.written)).toBe("16:04 UTC");
  expect(showInstant(at, "Europe/Berlin", friday.written)).toBe("17:04 +01:00");
  expect(showInstant(at, "UTC", summer.written)).toBe("2026-11-20 16:04 UTC");
  expect(showInstant(at, "Asia/Kolkata")).toBe("2026-11-20 21:34 +05:30");
});

describe("forms that are shown read back to the same minute", () => {
  const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns"];
  const minute = 60_000;
  const stated = fc.integer({ min: instant("1975-01-01T00:00Z") / minute, max: instant("2090-01-01T00:00Z") / minute });
  const some = fc.record({
    at: stated.map((minutes) => minutes * minute),
    zone: fc.constantFrom(...zones),
    later: fc.integer({ min: 0, max: 11 * 60 }).map((minutes) => minutes * minute),
  });

  test("with and without the date, on 24 and 12 hours", () => {
    fc.assert(
      fc.property(some, ({ at, zone, later }) => {
        const context = { written: at + later, zone };
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
        const { hour } = local;
        const half = `${hour % 12 === 0 ? 12 : hour % 12}:${String(local.minute).padStart(2, "0")} ${hour < 12 ? "am" : "pm"}`;
        const offset = local.offset;
        for (const form of [
          showInstant(at, zone),
          showInstant(at, zone, at),
          `${half} UTC${offset}`,
          `${local.toPlainDate()} ${half} ${offset}`,
        ]) {
          expect([form, readWholeTime(form, context)]).toMatchObject([form, { time: { at } }]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("in the team's zone, but for the hour that is doubled", () => {
    fc.assert(
      fc.property(some, ({ at, zone, later }) => {
        const form = showInstant(at, zone, at).slice(0, 5);
        const read = readWholeTime(form, { written: at + later, zone });
        const doubled = "time" in read && read.time.reading?.includes("of the two");
        if (!doubled) expect([form, read]).toMatchObject([form, { time: { at } }]);
      }),
      { numRuns: 300 },
    );
  });
});

test("any text whatever is read without an error", () => {
  const words = fc.constantFrom(
    ..."14:02 7 pm ET EST ( ) [ ] - – to ~ 2026-11-20 Oct 13 20 Friday UTC+1 ago m h / . , : T Z noon".split(" "),
  );
  const texts = fc.array(words, { maxLength: 12 }).chain((parts) => fc.constantFrom(parts.join(" "), parts.join("")));
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "grapheme" })), (text) => {
      const read = readTime(text, friday);
      if (read && "time" in read) expect(read.time.at).toBeLessThanOrEqual(friday.written);
    }),
    { numRuns: 2_000 },
  );
});

test("reading is linear in the text", () => {
  const shapes = [
    "1",
    " ",
    "-",
    "~",
    "(",
    "14:02 ",
    "14:02 (",
    "[14:02",
    "from ",
    "1h",
    "a",
    "\u200f",
    "14:02-",
    "Oct ",
    "UTC+",
    "2026-",
  ];
  const cost = (size: number) => {
    const texts = shapes.map((shape) => `14:02 ${shape.repeat(Math.ceil(size / shape.length))}`.slice(0, size));
    texts.push(`14:02 x${" ".repeat(size - 7)}`, `14:02 ${" x".repeat(size / 2 - 3)}`);
    const begun = performance.now();
    for (let run = 0; run < 10; run += 1)
      for (const text of [...texts, ...texts.map((one) => one.slice(6))]) readTime(text, friday);
    return performance.now() - begun;
  };
  cost(4_096);
  expect(cost(65_536) / cost(4_096)).toBeLessThan(16 * 4);
});
