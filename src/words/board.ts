/** Words about the project board: what is wrong with it and what to do, what its items say, and the day in an item's text. */
import {
  type FieldKind,
  fieldKinds,
  fieldTypes,
  findField,
  newField,
  priorityOption,
  severityOption,
  statusOption,
  usableField,
} from "../board/fields.ts";
import type { Configuration } from "../config.ts";
import type { ConfigurationProblem } from "../config-problem.ts";
import type { BoardField, BoardReading, ObservedBoard } from "../github/board.ts";
import type { Day, Priority } from "../incident/action-item.ts";
import type { Severity } from "../incident/incident.ts";
import { cut, plain } from "./escape.ts";

/** What of the incident has to have its place on the board. */
export interface Shown {
  priorities: readonly Priority[];
  severity: Severity | null;
}

/**
 * What keeps the board from showing all that it should, each with its remedy; none where all is well. `text` is the
 * configuration's, for the line.
 */
export function boardProblems(
  reading: BoardReading | null,
  configuration: Configuration,
  shown: Shown,
  text: string | null,
): ConfigurationProblem[] {
  if (reading === null) return [];
  const line = boardLine(text);
  return wrongWith(reading, configuration, shown).map((problem) => ({ line, ...problem }));
}

type Problem = Omit<ConfigurationProblem, "line">;

/** The line where `board:` begins, from 1; null where there is none. */
function boardLine(text: string | null): number | null {
  const index = (text ?? "").split("\n").findIndex((line) => /^["']?board["']?\s*:/.test(line));
  return index < 0 ? null : index + 1;
}

function wrongWith(reading: BoardReading, configuration: Configuration, shown: Shown): Problem[] {
  const { project } = configuration.board;
  switch (reading.state) {
    case "missing":
      return [
        {
          problem: `There is no project ${project} in this organisation, or the App can't see it.`,
          remedy: "Set “board.project” to the number in the project's address, or take it out.",
        },
      ];
    case "forbidden":
      return [
        {
          problem: "The App may not see the organisation's projects.",
          remedy:
            "Ask an owner of the organisation to grant it “Projects: read and write” under Settings > GitHub Apps, or take “board.project” out.",
        },
      ];
    case "personal":
      return [
        {
          problem: "This repository belongs to a person, and an App can't reach a person's projects.",
          remedy: "Take “board.project” out, or move the repository to an organisation.",
        },
      ];
    case "read":
      return wrongWithBoard(reading.board, configuration, shown);
  }
}

function wrongWithBoard(board: ObservedBoard, configuration: Configuration, shown: Shown): Problem[] {
  const title = `“${cut(plain(board.title), 60)}”`;
  if (board.closed)
    return [
      {
        problem: `The project ${title} is closed, so nothing is written to it.`,
        remedy: "Reopen it under its settings, set “board.project” to another, or take it out.",
      },
    ];
  if (!board.writable)
    return [
      {
        problem: `The App may read the project ${title}, but not change it.`,
        remedy: "Ask an owner of the organisation to grant it “Projects: read and write” under Settings > GitHub Apps.",
      },
    ];
  return [...wrongFields(board, configuration, title), ...missingOptions(board, configuration, shown, title)];
}

/** Fields that are missing, in one sentence; each that was renamed or is of another type in its own. */
function wrongFields(board: ObservedBoard, configuration: Configuration, title: string): Problem[] {
  const { fields } = configuration.board;
  const found = fieldKinds.map((kind) => ({ kind, ...findField(kind, board, configuration) }));
  const missing = found.filter(({ state }) => state === "missing").map(({ kind }) => kind);
  const others = found.flatMap((one): Problem[] => {
    if (one.state === "renamed") return [renamed(one.kind, one.field, fields[one.kind], title)];
    return one.state === "wrong type" ? [wrongType(one.kind, fields[one.kind], title)] : [];
  });
  return missing.length === 0 ? others : [missingFields(missing, configuration, title), ...others];
}

function renamed(kind: FieldKind, field: BoardField, name: string, title: string): Problem {
  const there = cut(plain(field.name), 50);
  return {
    problem: `The project ${title} has no field “${name}”; its field “${there}” looks like it.`,
    remedy: `Name it in “board.fields.${kind}”, or rename it back.`,
  };
}

function wrongType(kind: FieldKind, name: string, title: string): Problem {
  const [type = ""] = fieldTypes[kind];
  return {
    problem: `The field “${name}” of the project ${title} is no ${typeNames[type]} field.`,
    remedy: `Name another one in “board.fields.${kind}”, or make one of that type.`,
  };
}

const typeNames: Record<string, string> = { "single select": "single-select", date: "date", text: "text" };

function missingFields(kinds: readonly FieldKind[], configuration: Configuration, title: string): Problem {
  const named = kinds.map((kind) => {
    const { name, type } = newField(kind, configuration);
    return `“${name}” (${typeNames[type]})`;
  });
  const [one, several] = [`has no field ${named[0]}`, `lacks the fields ${named.join(", ")}`];
  return {
    problem: `The project ${title} ${named.length === 1 ? one : several}.`,
    remedy: `Add ${named.length === 1 ? "it" : "them"} in the project's settings, or name others under “board.fields”.`,
  };
}

/** Options that something of this incident would need. */
function missingOptions(board: ObservedBoard, configuration: Configuration, shown: Shown, title: string): Problem[] {
  const field = (kind: FieldKind) => usableField(kind, board, configuration);
  const [status, priority, severity] = [field("status"), field("priority"), field("severity")];
  const statuses = (["open", "done"] as const).filter(
    (one) => status && !statusOption(one, status, configuration.board),
  );
  const priorities = shown.priorities.filter((one) => priority && !priorityOption(one, priority));
  const lacksSeverity = severity && shown.severity && !severityOption(shown.severity, severity);
  return [
    ...statuses.map((one) => ({
      problem: `The field “${status?.name}” of the project ${title} has no option “${configuration.board.statuses[one]}”.`,
      remedy: `Add it in the project's settings, or name another in “board.statuses.${one}”.`,
    })),
    ...priorities.map((one) => noOption(configuration.board.fields.priority, one, title)),
    ...(lacksSeverity ? [noOption(configuration.board.fields.severity, shown.severity ?? "", title)] : []),
  ];
}

function noOption(field: string, option: string, title: string): Problem {
  return {
    problem: `The field “${field}” of the project ${title} has no option for ${option}, so that stays off the board.`,
    remedy: `Add an option “${option}” in the project's settings.`,
  };
}

/** What the field for the incident says: `#12 Login page is down`. */
export function incidentOnBoard({ number, title }: { number: number; title: string }): string {
  return cut(plain(`#${number} ${title}`), 200);
}

/** The item's text with another due day in its line `Due: 2026-12-01`; with a new line where it has none. */
export function withDue(body: string, due: Day | null): string {
  const lines = body.split("\n");
  const at = lines.findIndex((line) => dueLine.test(line));
  const day = due ?? "not set";
  if (at < 0) return due === null ? body : `${body.trimEnd()}\n\n- **Due**: ${day}\n`;
  return lines
    .with(
      at,
      (lines[at] ?? "").replace(dueLine, (_, before: string) => `${before}${day}`),
    )
    .join("\n");
}

/** `- **Due**: 2026-12-01`, however it is set. */
const dueLine = /^([\s>+*_`|-]*due[\s*_`|]*:[\s*_`|]*).*$/i;
