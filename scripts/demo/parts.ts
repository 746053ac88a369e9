/** Small parts that several of the demo's pages are made of. */
import { showInstant } from "../../src/words/time.ts";
import type { Issue, Label, Person } from "../../test/world/state.ts";
import { pageOf } from "./addresses.ts";
import { type Html, html } from "./html.ts";

/** A person's login; a bot is marked as one. */
export function name({ type, login }: Person): Html {
  return type === "Bot" ? html`${login} <span class="tag">bot</span>` : html`${login}`;
}

/** A person's picture: their initial, in a colour of their own. */
export function picture({ type, login }: Person): Html {
  const hue = [...login].reduce((sum, letter) => sum * 31 + (letter.codePointAt(0) ?? 0), 0) % 360;
  const initial = login.slice(0, 1).toUpperCase();
  return html`<span class="picture${type === "Bot" ? " bot" : ""}" style="--hue:${hue}" title="${login}" aria-hidden="true">${initial}</span>`;
}

/** `10 Mar 16:06`, in UTC. */
export function time(at: number): string {
  return showInstant(at, "UTC", 0).replace(/ \d{4} /, " ");
}

/** `Open`, or how it was closed. */
export function stateBadge({ state, stateReason }: Issue): Html {
  const words = state === "open" ? "Open" : stateReason === "not_planned" ? "Not planned" : "Closed";
  return html`<span class="state ${state} ${stateReason ?? ""}">${words}</span>`;
}

/** A label in its colour, with ink that can be read on it. */
export function labelChip({ name, color, description }: Label): Html {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const ink = red * 0.299 + green * 0.587 + blue * 0.114 > 150 ? "#1f2328" : "#ffffff";
  return html`<span class="label" style="background:#${color};color:${ink}" title="${description ?? ""}">${name}</span> `;
}

/** An issue by its title and number. */
export function issueLink({ number, title }: Issue): Html {
  return html`<a href="${pageOf(number)}">${title}</a> <span class="quiet">#${number}</span>`;
}

/** `3 comments`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
