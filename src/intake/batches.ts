/** Work of one kind, one batch at a time for each repository: what comes meanwhile makes up the next. */
import { repositoryName } from "../github/names.ts";
import type { RepositoryRef } from "../github/port.ts";
import type { Parcel } from "./parcel.ts";

/** Takes the parcels out of the batch one by one; what is left in it as it throws has failed. */
export type Handle = (repository: RepositoryRef, batch: Parcel[]) => Promise<void>;

export class Batches {
  readonly #handle: Handle;
  readonly #waiting = new Map<string, Parcel[]>();

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  add(repository: RepositoryRef, parcel: Parcel): void {
    const key = repositoryName(repository);
    const waiting = this.#waiting.get(key);
    if (waiting) {
      waiting.push(parcel);
      return;
    }
    const first = [parcel];
    this.#waiting.set(key, first);
    void this.#run(key, repository, first);
  }

  /** Whether nothing is waiting or under way. */
  get isIdle(): boolean {
    return this.#waiting.size === 0;
  }

  async #run(key: string, repository: RepositoryRef, waiting: Parcel[]): Promise<void> {
    await Promise.resolve(); // What arrives together goes together.
    while (waiting.length > 0) await this.#once(repository, waiting.splice(0));
    this.#waiting.delete(key);
  }

  async #once(repository: RepositoryRef, batch: Parcel[]): Promise<void> {
    try {
      await this.#handle(repository, batch);
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
}
