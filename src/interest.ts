/** Which labels matter in which repository: learned from passes, so that most webhooks of a busy repository cost nothing. */
import { Lru } from "toad-cache";
import type { Configuration } from "./config.ts";
import { repositoryName } from "./github/names.ts";
import type { RepositoryRef } from "./github/port.ts";
import { severities } from "./incident/incident.ts";
import type { LabelNames } from "./webhook.ts";

const mostRepositories = 10_000;

export class Interest {
  readonly #labels = new Lru<LabelNames>(mostRepositories);

  /** Labels of incidents and what belongs to them, in lower case; null as long as nobody has looked. */
  labels(repository: RepositoryRef): LabelNames | null {
    return this.#labels.get(repositoryName(repository)) ?? null;
  }

  /** Takes note of the labels that the repository's configuration names. */
  learn(repository: RepositoryRef, { labels }: Configuration): void {
    const names = [labels.incident, labels.actionItem, labels.review, ...severities];
    this.#labels.set(repositoryName(repository), new Set(names.map((name) => name.toLowerCase())));
  }

  /** Looks again at the next webhook: the configuration may have changed. */
  forget(repository: RepositoryRef): void {
    this.#labels.delete(repositoryName(repository));
  }
}
