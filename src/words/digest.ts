/** The words of the issue, or the discussion, that the weekly digest is written on. */
import type { Configuration } from "../config.ts";
import { writeMarker } from "../marker.ts";
import type { LabelDefinition } from "./labels.ts";
import { say, type Templates } from "./templates.ts";

/** Of the marker that its text begins with, by which it is recognised. */
export const threadKey = "digest";

export const threadTitle = "Incident digest";

/** The label by which the issue is found. */
export function digestLabel({ labels }: Pick<Configuration, "labels">): LabelDefinition {
  return { name: labels.digest, color: "bfd4f2", description: "The weekly digest of incidents" };
}

export type ThreadKind = "issue" | "discussion";

/** What it says of itself, with its marker. */
export function threadText(kind: ThreadKind, templates: Templates): string {
  const text = say(templates, "digest-thread", { kind }, longest);
  return `${writeMarker(threadKey)}\n${text.trim()}\n`;
}

/** Characters that a repository's own words may have. */
const longest = 30_000;
