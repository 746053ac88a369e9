/** GitHub's plain values: times and logins. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../incident/incident.ts";

/** In milliseconds, from ISO 8601 text with a zone. */
export function instantOf(text: string): Instant {
  return Temporal.Instant.from(text).epochMilliseconds;
}

const BOT = "[bot]";

/** The login of a bot without `[bot]`; any other as it is. */
export function withoutSuffix(login: string): string {
  return login.endsWith(BOT) ? login.slice(0, -BOT.length) : login;
}
