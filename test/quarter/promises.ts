/** What becomes of an action item: it is taken, put off, moved about on the board and on its issue, done, declined or forgotten. */
import { optionOf, type ProjectItem } from "../world/project-state.ts";
import type { Issue } from "../world/state.ts";
import type { Chance } from "./chance.ts";
import { dueIn, type Life } from "./facts.ts";
import { order } from "./players.ts";
import { day, type Field, minute, type Stage } from "./stage.ts";

const states = { Todo: "open", "In Progress": "open", Done: "done", "Won't do": "declined" } as const;
type Status = keyof typeof states;

/** Notes down what people will do with the item that has just appeared. */
export function keep(stage: Stage, life: Life, number: number, chance: Chance): void {
  const item = new Item(stage, life, number, chance);
  const once = (probability: number, days: number, act: () => Promise<void>) => {
    if (chance.is(probability)) stage.later(chance.whole(30, days * 24 * 60) * minute + 1000, life, act);
  };
  once(0.5, 20, () => item.assign());
  once(0.08, 40, () => item.unassign());
  for (let n = 0; n < 3; n += 1) {
    once(0.3, 45, () => item.move(chance.is(0.5) ? "board" : "issue", chance.one(["priority", "due"])));
    once(0.12, 45, () => item.moveOnBoth(chance.one(["priority", "due", "status"])));
  }
  once(0.3, 30, () => item.setOnBoard("status", chance.one(["In Progress", "Todo"])));
  once(0.12, 40, () => item.snooze());
  const ends = chance.whole(1, 60);
  if (!chance.is(0.75)) return;
  stage.later(ends * day + chance.whole(0, 1439) * minute, life, () => item.end());
  if (chance.is(0.1))
    stage.later((ends + chance.whole(1, 10)) * day, life, () =>
      item.move(chance.is(0.5) ? "board" : "issue", "status"),
    );
}

class Item {
  readonly #stage: Stage;
  readonly #life: Life;
  readonly #number: number;
  readonly #chance: Chance;

  constructor(stage: Stage, life: Life, number: number, chance: Chance) {
    this.#stage = stage;
    this.#life = life;
    this.#number = number;
    this.#chance = chance;
  }

  async assign(): Promise<void> {
    const before = this.#issue.assignees.map(({ login }) => login);
    const who = this.#somebody();
    await this.#as(this.#somebody()).assign(this.#number, who);
    const others = before.filter((login) => login !== who);
    if (others.length > 0 && this.#chance.is(0.7)) await this.#as(this.#somebody()).unassign(this.#number, ...others);
  }

  async unassign(): Promise<void> {
    const before = this.#issue.assignees.map(({ login }) => login);
    if (before.length > 0) await this.#as(this.#somebody()).unassign(this.#number, ...before);
  }

  async snooze(): Promise<void> {
    const days = this.#chance.whole(1, 15);
    const until = this.#stage.now + days * day;
    await order(
      this.#stage,
      this.#life,
      this.#chance,
      `snooze ${days}d #${this.#number}`,
      `item ${this.#number}`,
      until,
    );
  }

  async end(): Promise<void> {
    if (this.#issue.state !== "open") return;
    const way = this.#chance.whole(1, 6);
    if (way === 1) return this.setOnBoard("status", "Done");
    if (way === 2) return this.setOnBoard("status", "Won't do");
    if (way === 3 && this.#stage.isAttentive(this.#life)) {
      this.#wish("status", "done");
      return this.#stage.say(this.#life, this.#somebody(), `/done #${this.#number} a rehearsal showed it`);
    }
    await this.#setOnIssue("status", way === 4 ? "Won't do" : "Done");
    if (this.#chance.is(0.5)) await this.#as(this.#somebody()).comment(this.#number, "It came within a minute.");
  }

  /** Changes it on one side. */
  async move(side: "board" | "issue", field: Field): Promise<void> {
    const value = this.#another(field);
    await (side === "board" ? this.setOnBoard(field, value) : this.#setOnIssue(field, value));
  }

  /** One side first, some minutes later the other. */
  async moveOnBoth(field: Field): Promise<void> {
    const first = this.#chance.one(["board", "issue"] as const);
    await this.move(first, field);
    const after = this.#chance.whole(1, 8) * minute + this.#chance.whole(0, 59) * 1000;
    this.#stage.later(after, this.#life, () => this.move(first === "board" ? "issue" : "board", field));
  }

  async setOnBoard(field: Field, value: string): Promise<void> {
    const item = this.#onBoard;
    const isChange = item !== undefined && item.archivedAt === null && said(item, field) !== value;
    if (!isChange) return;
    if (meaning(field, said(item, field)) !== meaning(field, value)) this.#wish(field, meaning(field, value));
    const name = { status: "Status", priority: "Priority", due: "Due" }[field];
    await this.#as(this.#somebody()).setOnBoard(this.#stage.project, this.#number, name, value);
  }

  async #setOnIssue(field: Field, value: string): Promise<void> {
    const before = saidOnIssue(this.#issue, field);
    if (before === meaning(field, value)) return;
    this.#wish(field, meaning(field, value));
    const who = this.#as(this.#somebody());
    if (field === "status") return this.#close(value);
    if (field === "due") {
      const { body } = this.#issue;
      return who.editIssue(this.#number, { body: body.replace(/^- \*\*Due\*\*: .*$/m, `- **Due**: ${value}`) });
    }
    const others = this.#issue.labels.map(({ name }) => name).filter((name) => !name.startsWith("priority: "));
    await who.editIssue(this.#number, { labels: [...others, `priority: ${value.toLowerCase()}`] });
  }

  async #close(value: string): Promise<void> {
    const who = this.#as(this.#somebody());
    const state = meaning("status", value);
    if (state === "open") return who.reopen(this.#number);
    if (this.#issue.state !== "open") await who.reopen(this.#number);
    await who.close(this.#number, state === "done" ? "completed" : "not_planned");
  }

  #another(field: Field): string {
    if (field === "status") return this.#chance.one(["Todo", "Done", "Won't do"]);
    if (field === "priority") return this.#chance.one(["Urgent", "High", "Medium", "Low"]);
    return this.#stage.team.calendar.dayOf(this.#stage.now + this.#chance.whole(1, 25) * day).toString();
  }

  #wish(field: Field, value: string | null): void {
    this.#stage.wishes.set(`${this.#number} ${field}`, value);
  }

  #somebody(): string {
    return this.#stage.player(this.#chance);
  }

  #as(who: string) {
    return this.#stage.world.as(who);
  }

  get #issue(): Issue {
    return this.#stage.world.issue(this.#number);
  }

  get #onBoard(): ProjectItem | undefined {
    return this.#stage.project.items.find(({ content }) => content === this.#issue);
  }
}

/** What a field says on the board, in the board's words; null where it is empty. */
function said(item: ProjectItem, field: Field): string | null {
  const value = item.values.find((one) => one.field.name.toLowerCase() === field);
  return value ? (optionOf(value)?.name ?? String(value.value)) : null;
}

function saidOnIssue(issue: Issue, field: Field): string | null {
  if (field === "status")
    return issue.state === "open" ? "open" : issue.stateReason === "not_planned" ? "declined" : "done";
  if (field === "due") return dueIn(issue.body);
  const label = issue.labels.find(({ name }) => name.startsWith("priority: "));
  return label ? label.name.slice("priority: ".length) : null;
}

function meaning(field: Field, value: string | null): string | null {
  if (field === "status") return value !== null && value in states ? states[value as Status] : null;
  return field === "priority" ? (value?.toLowerCase() ?? null) : value;
}

/** Where the two sides of an item differ from each other, or from what people last wanted. */
export function disagreements(stage: Stage, issue: Issue): string[] {
  const item = stage.project.items.find(({ content }) => content === issue);
  if (!item) return [`#${issue.number} is not on the board`];
  return (["status", "priority", "due"] as const).flatMap((field) => {
    const onBoard = meaning(field, said(item, field));
    const onIssue = saidOnIssue(issue, field);
    const wish = stage.wishes.get(`${issue.number} ${field}`);
    const isWished = wish === undefined || wish === onIssue;
    if (onBoard === onIssue && isWished) return [];
    return [
      `#${issue.number} ${field}: ${onBoard} on the board, ${onIssue} on the issue, ${wish ?? "nothing"} wanted last`,
    ];
  });
}
