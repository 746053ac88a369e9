/** Looks into every repository at start, and from then on again and again, for what no webhook has told. */
import { repositoryName } from "./github/names.ts";
import type { GitHubApp, RepositoryRef } from "./github/port.ts";
import type { Milliseconds } from "./incident/incident.ts";
import type { AlarmClock } from "./queue/alarms.ts";
import type { Every, Queue } from "./queue/queue.ts";

export interface RoundsOptions {
  github: Pick<GitHubApp, "repositories">;
  queue: Pick<Queue, "add">;
  clock: AlarmClock;
  /** Time between two rounds, in milliseconds. */
  pause: Milliseconds;
  /** Told of each round that could not begin; the next one mends. */
  onError: (error: unknown) => void;
}

export class Rounds {
  readonly #options: RoundsOptions;
  /** By name in lower case, as they were at the last round. */
  readonly #repositories = new Map<string, RepositoryRef>();
  #stop = () => {};
  #round: Promise<void> = Promise.resolve();

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  /**
   * Makes every unsettled incident due, and begins the rounds. Resolves with the number of repositories.
   * @throws GitHubError where GitHub fails; no round follows then
   */
  async begin(): Promise<number> {
    await this.#look("unsettled incident");
    this.#goOn();
    return this.#repositories.size;
  }

  /** The repository, in whatever case its name is given; undefined where none was seen of this name. */
  repository(owner: string, repo: string): RepositoryRef | undefined {
    return this.#repositories.get(repositoryName({ owner, repo }));
  }

  /** Resolves once no round is beginning. */
  idle(): Promise<void> {
    return this.#round;
  }

  /** Begins no further round. */
  end(): void {
    this.#stop();
  }

  #goOn(): void {
    const { clock, pause, onError } = this.#options;
    this.#stop = clock.at(clock.now() + pause, () => {
      this.#round = this.#look("changed incident").catch(onError);
      this.#goOn();
    });
  }

  async #look(every: Every): Promise<void> {
    for (const repository of await this.#options.github.repositories()) {
      this.#repositories.set(repositoryName(repository), repository);
      this.#options.queue.add({ ...repository, every });
    }
  }
}
