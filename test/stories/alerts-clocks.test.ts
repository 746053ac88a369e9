/** Senders whose clocks are years off: what they say is shown and marked as inconsistent, and spoils no figure. */
import { expect, test } from "vitest";
import { alert, at, ended, minute, recordsOn, sent } from "./alerting.ts";
import { cardOn, telling } from "./telling.ts";

const begin = telling();

const year = (number: number) => `${number}-03-10T16:00:00Z`;

const arrived = "fired from 16:02 at the latest to 16:20, says";
const lasted = "fired from 16:00 to 16:20 (20 min), says";

test.for([
  { starts: year(1970), ends: at(20), happened: arrived, wrong: ["began at 10 Mar 1970 16:00"] },
  {
    starts: year(2019),
    ends: year(2019),
    happened: arrived,
    wrong: ["began at 10 Mar 2019 16:00", "ended at 10 Mar 2019 16:00"],
  },
  {
    starts: year(2031),
    ends: year(2031),
    happened: arrived,
    wrong: ["began at 10 Mar 2031 16:00", "ended at 10 Mar 2031 16:00"],
  },
  { starts: at(0), ends: year(2031), happened: lasted, wrong: ["ended at 10 Mar 2031 16:00"] },
  { starts: at(0), ends: year(2019), happened: lasted, wrong: ["ended at 10 Mar 2019 16:00"] },
  { starts: at(0), ends: at(-1), happened: lasted, wrong: ["ended at 15:59"] },
])("from $starts to $ends", async ({ starts, ends, happened, wrong }) => {
  const story = await begin();
  story.world.clock.advance(2 * minute);
  for (let n = 0; n < 2; n += 1) await sent(story, alert({ startedAt: starts }));
  story.world.clock.advance(18 * minute);
  for (let n = 0; n < 2; n += 1) await sent(story, ended(0, { startedAt: starts, endedAt: ends }));
  const [record = "", ...others] = recordsOn(story, 1);
  expect(others).toEqual([]);
  expect(record).toContain(happened);
  expect(record.match(/(?<=says that it ).*(?=, which can't be)/g)).toEqual(wrong);
  const card = cardOn(story, 1);
  expect(card).toContain("which can't be. That is marked as inconsistent, and counts for nothing.");
  expect(card).toContain("| Detected | 16:02 |");
  expect(card).toContain("`/mitigated 16:20`");
  const isStartRight = starts === at(0);
  expect(card).toContain(isStartRight ? "| Impact began | 16:00 |" : "| Impact began | not known |");
  expect(card).toContain(isStartRight ? "- Time to detect (TTD): **2 min**" : "- Time to declare: **0 min**");
  expect(card.includes("(TTD)")).toBe(isStartRight);
});

test("an acknowledgement of years ago counts at its arrival", async () => {
  const story = await begin();
  story.world.clock.advance(2 * minute);
  await sent(story, alert());
  story.world.clock.advance(2 * minute);
  await sent(story, alert({ acknowledged: { at: year(2019), who: "Mia" } }));
  expect(recordsOn(story, 1).join()).toContain("Acknowledged by Mia at 16:04");
  expect(cardOn(story, 1)).toContain("- Time to acknowledge (TTA): **2 min**");
});
