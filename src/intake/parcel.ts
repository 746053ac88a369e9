/** An alert on its way to GitHub, and whoever waits for it to get there. */
import type { Arrival } from "../alerts/alert.ts";

export interface Parcel {
  arrival: Arrival;
  /** How often it was sent on, as the incident that it was taken to was none of its. */
  turns: number;
  /** GitHub has it: on this incident, or on none. */
  done: (incident: number | null) => void;
  failed: (error: unknown) => void;
}

/** A parcel, and the promise of its delivery. */
export function parcelOf(arrival: Arrival): { parcel: Parcel; delivered: Promise<number | null> } {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  return { parcel: { arrival, turns: 0, done: resolve, failed: reject }, delivered: promise };
}

/** A parcel that nobody waits for. */
export function unawaited(arrival: Arrival): Parcel {
  return { arrival, turns: 0, done: () => {}, failed: () => {} };
}
