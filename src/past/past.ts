/** The past incidents of repositories, as far as this process has read them: loaded once, and kept up by every pass. */
import { setImmediate as breath } from "node:timers/promises";
import { Lru } from "toad-cache";
import { type Configuration, declaringLabels } from "../config.ts";
import { repositoryName } from "../github/names.ts";
import type { GitHub, RepositoryRef } from "../github/port.ts";
import type { Incident } from "../incident/incident.ts";
import type { ReturnedFactor, SimilarIncident } from "../memory.ts";
import { type Surroundings, understand } from "../observe.ts";
import { isRetired } from "../plan/retirement.ts";
import { type PastIncident, pastOf } from "./past-incident.ts";
import { returnedTo } from "./returning.ts";
import { type Index, indexOf, similarTo } from "./similar.ts";

type Named = Pick<RepositoryRef, "owner" | "repo">;

/** One repository's. */
interface Shelf {
  /** By number, the last told of last; null for what is no example. */
  incidents: Map<number, PastIncident | null>;
  /** Null where an incident has been told of since. */
  index: Index | null;
  isLoaded: boolean;
}

const mostRepositories = 200;
const mostIncidents = 1_000;
/** Issues that are whole in memory at once. */
const bulk = 25;

export class Past {
  readonly #shelves = new Lru<Shelf>(mostRepositories);
  readonly #loading = new Map<string, Promise<void>>();
  readonly #surroundings: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Past incidents of the repository that are like this one, at most three; null as long as none have been loaded. */
  similar(repository: Named, incident: Incident): SimilarIncident[] | null {
    const shelf = this.#shelves.get(repositoryName(repository));
    if (!shelf?.isLoaded) return null;
    shelf.index ??= indexOf([...shelf.incidents.values()].filter((past) => past !== null));
    return similarTo(shelf.index, incident);
  }

  /**
   * Harmful factors of the incident by their keys, each with the item that was meant to prevent it, or null where there is
   * none; null as long as no past incidents have been loaded.
   */
  returned(repository: Named, incident: Incident): Record<string, ReturnedFactor | null> | null {
    const shelf = this.#shelves.get(repositoryName(repository));
    if (!shelf?.isLoaded) return null;
    return returnedTo(
      [...shelf.incidents.values()].filter((past) => past !== null),
      incident,
    );
  }

  /**
   * Reads the newest 100 incidents of the repository, which `similar` finds from then on; once, together with whoever has
   * asked for that already.
   * @throws GitHubError where GitHub fails; nothing is loaded then
   */
  load(github: GitHub, repository: Named, configuration: Configuration): Promise<void> {
    const key = repositoryName(repository);
    if (this.#shelves.get(key)?.isLoaded) return Promise.resolve();
    const loading =
      this.#loading.get(key) ??
      this.#load(github, key, declaringLabels(configuration)).finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }

  /** Takes note of an incident as a pass has seen it. */
  learn(repository: Named, incident: Incident): void {
    const shelf = this.#shelves.get(repositoryName(repository));
    if (shelf) keep(shelf, incident);
  }

  /** The incident is none that another one could be like. */
  forget(repository: Named, number: number): void {
    const shelf = this.#shelves.get(repositoryName(repository));
    if (!shelf) return;
    shelf.incidents.set(number, null);
    shelf.index = null;
  }

  async #load(github: GitHub, key: string, labels: readonly string[]): Promise<void> {
    const shelf: Shelf = { incidents: new Map(), index: null, isLoaded: false };
    this.#shelves.set(key, shelf);
    try {
      for await (const incident of this.#read(github, labels))
        if (!shelf.incidents.has(incident.number)) keep(shelf, incident);
    } catch (error) {
      this.#shelves.delete(key);
      throw error;
    }
    shelf.isLoaded = true;
  }

  /** Oldest first. Others get a turn after each: a long conversation takes milliseconds to fold. */
  async *#read(github: GitHub, labels: readonly string[]): AsyncGenerator<Incident> {
    const numbers = (await github.listNewest(labels)).map(({ number }) => number).reverse();
    for (let from = 0; from < numbers.length; from += bulk) {
      for (const issue of await github.read(numbers.slice(from, from + bulk))) {
        const situation = issue && (await understand(github, issue, this.#surroundings));
        if (situation?.folded.status === "incident" && !isRetired(situation)) yield situation.folded.incident;
        await breath();
      }
    }
  }
}

function keep(shelf: Shelf, incident: Incident): void {
  const { incidents } = shelf;
  incidents.delete(incident.number);
  incidents.set(incident.number, pastOf(incident));
  shelf.index = null;
  const [first] = incidents.keys();
  if (incidents.size > mostIncidents && first !== undefined) incidents.delete(first);
}
