/** Which issues the items of project boards stand for: a busy organisation's boards cost a look at each item, once a day. */
import { Lru } from "toad-cache";
import { issueName } from "./github/names.ts";
import type { GitHubApp, IncidentRef } from "./github/port.ts";
import type { Milliseconds } from "./incident/incident.ts";
import type { Located, Queue } from "./queue/queue.ts";

const mostItems = 50_000;
const aDay: Milliseconds = 24 * 60 * 60_000;

export interface BoardItemsOptions {
  github: Pick<GitHubApp, "locate">;
  queue: Pick<Queue, "add">;
  /** The incident that an issue belongs to, as far as is known; else the issue itself. */
  incidentOf: (issue: IncidentRef) => number;
}

export class BoardItems {
  readonly #options: BoardItemsOptions;
  readonly #issues = new Lru<IncidentRef | "not to be seen">(mostItems, aDay);
  /** Issues that are no incidents, and belong to none. */
  readonly #strangers = new Lru<true>(mostItems, aDay);

  constructor(options: BoardItemsOptions) {
    this.#options = options;
  }

  /** Makes due what a webhook's item stands for, where that may be ours. */
  moved(item: Located): void {
    const issue = this.#issues.get(item.node);
    if (issue === undefined) this.#options.queue.add(item);
    else if (issue !== "not to be seen") this.#add(issue);
  }

  /** Looks up what the item stands for, and makes it due. @throws GitHubError where GitHub fails */
  async locate({ installation, node }: Located): Promise<void> {
    const issue = await this.#options.github.locate(installation, node);
    this.#issues.set(node, issue ?? "not to be seen");
    if (issue) this.#add(issue);
  }

  /** Takes note of what a pass has shown: whether the issue is an incident, or belongs to one. */
  learn(issue: IncidentRef, belongs: "to us" | "to nobody"): void {
    if (belongs === "to nobody") this.#strangers.set(issueName(issue), true);
    else this.#strangers.delete(issueName(issue));
  }

  #add(issue: IncidentRef): void {
    if (this.#strangers.get(issueName(issue))) return;
    this.#options.queue.add({ ...issue, number: this.#options.incidentOf(issue) });
  }
}
