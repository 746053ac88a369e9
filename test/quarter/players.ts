/** How people deal with an incident: late, never, twice, and sometimes well. */
import type { Severity } from "../../src/incident/incident.ts";
import { facilitators, type Service, services } from "./cast.ts";
import type { Chance } from "./chance.ts";
import { type Life, newLife, type Order, reviewOf, severityOf, took } from "./facts.ts";
import { day, hour, minute, type Stage } from "./stage.ts";

const likely: readonly (Severity | null)[] = [
  ...Array<Severity>(5).fill("sev1"),
  ...Array<Severity>(6).fill("sev2"),
  ...Array<Severity>(5).fill("sev3"),
  "sev4",
  "sev4",
  "sev5",
  null,
];

/** Somebody declares an incident; all that follows is noted in the agenda. */
export async function declare(stage: Stage, chance: Chance): Promise<Life> {
  const severity = chance.one(likely);
  const life = await opened(stage, chance, { severity, service: chance.one(services) });
  if (chance.is(0.1)) rehearse(stage, life, chance);
  if (chance.is(0.06)) withdraw(stage, life, chance);
  takeUp(stage, life, chance);
  tellThePublic(stage, life, chance);
  judgeAnew(stage, life, chance);
  quieten(stage, life, chance);
  restore(stage, life, chance, chance.is(0.85) ? chance.whole(20, 400) * minute : chance.whole(7, 50) * hour);
  const doubles = chance.is(0.08);
  if (doubles) stage.later(chance.whole(20, 60) * minute, life, () => declareTwice(stage, life, chance.of(7)));
  const several = chance.whole(1, 3);
  const inAll = chance.whole(3, 7);
  for (let n = 0; n < several; n += 1) {
    const count = Math.floor(inAll / several) + (n < inAll % several ? 1 : 0);
    stage.later(chance.whole(10, 3 * 24 * 60) * minute, life, () => promise(stage, life, chance, count));
  }
  return life;
}

async function opened(
  { world, team, lives, touched }: Stage,
  chance: Chance,
  { severity, service }: { severity: Severity | null; service: Service },
): Promise<Life> {
  const at = world.clock.now();
  const who = chance.one(["gary", "ada", "ben", "cleo", "gus", "finn"].filter((name) => team.isWithin(name, at)));
  const body = service === null ? "It fails." : `/affects ${service}`;
  const labels = severity === null ? ["incident"] : [severity];
  const number = await world.as(who).openIssue({ title: `Outage ${lives.size + 1}`, body, labels });
  const life = newLife(number, who, service, at);
  life.severities.push({ at, severity });
  lives.set(number, life);
  touched.add(life);
  return life;
}

function rehearse(stage: Stage, life: Life, chance: Chance): void {
  stage.later(minute, life, async () => {
    life.drill = true;
    await stage.say(life, life.declarer, "/drill");
  });
  if (chance.is(0.4))
    stage.later(chance.whole(2, 200) * minute, life, () => order(stage, life, chance, "remind on", "all", "on"));
}

function withdraw(stage: Stage, life: Life, chance: Chance): void {
  stage.later(chance.whole(5, 90) * minute, life, async () => {
    if (life.restored !== null || life.openings.length > 1) return;
    life.gone = "withdrawn";
    const declarer = stage.world.as(life.declarer);
    if (chance.is(0.5)) return declarer.close(life.number, "not_planned");
    for (const { name } of [...stage.world.issue(life.number).labels]) await declarer.unlabel(life.number, name);
  });
}

function takeUp(stage: Stage, life: Life, chance: Chance): void {
  if (chance.is(0.2)) return;
  const after = chance.one([1, 3, 4, 6, 9, 13, 18, 33, 70, 300]) * minute + chance.whole(0, 59) * 1000;
  stage.later(after, life, async () => {
    if (life.restored !== null) return;
    const who = stage.player(chance);
    const leads = chance.is(0.3) ? stage.player(chance) : null;
    took(life, who);
    if (leads) life.commander = leads;
    await stage.say(life, who, leads ? `/ack\n/commander @${leads}` : "/ack");
  });
  if (!chance.is(0.3)) return;
  stage.later(after + chance.whole(1, 60) * minute, life, async () => {
    if (life.acknowledged === null || life.restored !== null) return;
    life.comms = stage.player(chance);
    await stage.say(life, stage.still(life.acknowledged.who, chance), `/role comms @${life.comms}`);
  });
}

function tellThePublic(stage: Stage, life: Life, chance: Chance): void {
  let after = 0;
  for (let left = chance.whole(0, 4); left > 0; left -= 1) {
    after += chance.whole(10, 95) * minute + chance.whole(0, 59) * 1000;
    stage.later(after, life, async () => {
      if (life.restored !== null) return;
      const who = stage.player(chance, life.declarer);
      life.updates.push(stage.now);
      await stage.say(life, who, "/update We are looking into it.");
    });
  }
}

/** Its severity turns out to be another. */
function judgeAnew(stage: Stage, life: Life, chance: Chance): void {
  if (!chance.is(0.3)) return;
  let after = 0;
  for (let left = chance.whole(1, 3); left > 0; left -= 1) {
    after += chance.whole(4, 100) * minute;
    stage.later(after, life, async () => {
      const severity = chance.one(["sev1", "sev2", "sev3", "sev4"] as const);
      if (severity === severityOf(life) || life.gone) return;
      life.severities.push({ at: stage.now, severity });
      await stage.say(life, life.declarer, `/${severity}`);
    });
  }
}

const spans = [
  ["10m", 10 * minute],
  ["45m", 45 * minute],
  ["3h", 3 * hour],
  ["20h", 20 * hour],
] as const;
const topics = [
  ["", "all"],
  ["ack", "acknowledgement"],
  ["updates", "update"],
] as const;

/** They want to be left alone, for a while or for good, while it goes on and afterwards. */
function quieten(stage: Stage, life: Life, chance: Chance): void {
  if (chance.is(0.25)) {
    const [length, ms] = chance.one(spans);
    const [word, topic] = chance.one(topics);
    stage.later(chance.whole(2, 80) * minute, life, () =>
      order(stage, life, chance, `snooze ${length} ${word}`.trim(), topic, stage.now + ms),
    );
  }
  if (chance.is(0.12)) {
    const [word, topic] = chance.one([...topics, ["review", "review"], ["items", "items"]] as const);
    const after = chance.whole(2, 5 * 24 * 60) * minute;
    stage.later(after, life, () => order(stage, life, chance, `remind off ${word}`.trim(), topic, "off"));
    if (chance.is(0.6))
      stage.later(after + chance.whole(1, 20) * day, life, () =>
        order(stage, life, chance, `remind on ${word}`.trim(), topic, "on"),
      );
  }
}

/** The order counts from the comment on; a drill's other topics stay quiet. */
export async function order(
  stage: Stage,
  life: Life,
  chance: Chance,
  command: string,
  topic: Order["topic"],
  until: Order["until"],
): Promise<void> {
  life.orders.push({ topic, at: stage.now, until });
  await stage.say(life, stage.still(life.declarer, chance), `/${command}`);
}

function restore(stage: Stage, life: Life, chance: Chance, after: number): void {
  stage.later(after, life, async () => {
    if (life.gone || life.restored !== null) return;
    const who = stage.player(chance);
    life.isLateTaken ||= life.acknowledged === null;
    life.restored = stage.now;
    await stage.say(life, who, chance.is(0.5) ? "/resolved" : "/mitigated");
    if (chance.is(0.06)) reopen(stage, life, chance);
    hold(stage, life, chance);
  });
}

function reopen(stage: Stage, life: Life, chance: Chance): void {
  stage.later(chance.whole(2, 20) * hour, life, async () => {
    if (life.gone || life.restored === null) return;
    life.restored = null;
    life.openings.push(stage.now);
    await stage.say(life, stage.player(chance), "/reopen");
    restore(stage, life, chance, chance.whole(20, 200) * minute);
  });
}

/** The review: planned for another day, held, not held, or forgotten. */
function hold(stage: Stage, life: Life, chance: Chance): void {
  if (chance.is(0.3))
    stage.later(chance.whole(1, 20) * hour, life, async () => {
      if (life.gone || !reviewOf(stage.world.issue(life.number))?.open) return;
      const on = stage.team.calendar.dayOf(stage.now + chance.whole(2, 9) * day).toString();
      const facilitator = stage.still(chance.one(facilitators), chance);
      life.plannedReview = { day: on, facilitator };
      await stage.say(life, stage.player(chance), `/review ${on} 14:00 @${facilitator}`);
    });
  if (!chance.is(0.75)) return;
  stage.later(chance.whole(5, 240) * hour, life, async () => {
    const review = reviewOf(stage.world.issue(life.number));
    if (!review?.open || life.restored === null) return;
    await stage.world.as(stage.player(chance)).close(review.number, chance.is(0.85) ? "completed" : "not_planned");
  });
}

async function promise(stage: Stage, life: Life, chance: Chance, count: number): Promise<void> {
  if (life.gone) return;
  const lines = Array.from({ length: count }, (_, n) => {
    const owners = chance.is(0.25)
      ? ""
      : chance.is(0.15)
        ? `@rita @${stage.player(chance)} `
        : `@${stage.player(chance)} `;
    const priority = chance.is(0.8) ? `${chance.one(["urgent", "high", "medium", "low"])} ` : "";
    const due = stage.team.calendar.dayOf(stage.now + chance.whole(3, 45) * day).toString();
    return `/action ${owners}${priority}${chance.is(0.7) ? `by ${due} ` : ""}Promise ${n + 1} of ${stage.now / 1000}`;
  });
  await stage.say(life, stage.player(chance), lines.join("\n"));
}

/** Somebody else declares the same again, promises something, and finds the first. */
async function declareTwice(stage: Stage, life: Life, chance: Chance): Promise<void> {
  const isSound = () => life.gone === null && life.restored === null && life.acknowledged !== null;
  if (!isSound()) return;
  const double = await opened(stage, chance, { severity: "sev3", service: life.service });
  double.isLateTaken = true;
  stage.later(2 * minute, double, () => stage.say(double, double.declarer, "/action high Look for it first"));
  stage.later(10 * minute, double, async () => {
    if (!isSound()) return;
    double.gone = "merged";
    await stage.say(double, double.declarer, `/incident duplicate #${life.number}`);
  });
}
