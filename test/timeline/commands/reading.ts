/** How the tests of commands read a comment: on an incident of acme/shop, on 20 November 2026 at 16:30 UTC. */
import type { Command } from "../../../src/timeline/command.ts";
import { type ReadingContext, readComment } from "../../../src/timeline/comment.ts";

export const context: ReadingContext = {
  written: Date.UTC(2026, 10, 20, 16, 30),
  zone: "UTC",
  bare: true,
  place: "incident",
  repository: "acme/shop",
};

/** The commands of a comment, without line numbers, and with times as `14:02`. */
export function said(markdown: string, changed: Partial<ReadingContext> = {}): object[] {
  return readComment(markdown, { ...context, ...changed }).commands.map(plain);
}

function plain({ line: _, ...command }: Command): object {
  if (!("time" in command) || !command.time) return command;
  return { ...command, time: new Date(command.time.at).toISOString().slice(11, 16) };
}

/** The refusals of a comment, as `problem → instead`. */
export function refused(markdown: string, changed: Partial<ReadingContext> = {}): string[] {
  const { refusals } = readComment(markdown, { ...context, ...changed });
  return refusals.map(({ problem, instead }) => `${problem} → ${instead}`);
}
