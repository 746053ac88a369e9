/** What every source file gives: how to set it up over there, and how its messages become alerts. */
import type { z } from "zod";
import type { Alert, SourceName } from "./alert.ts";

/** What a message says. */
export type Reading =
  | { alerts: Alert[] }
  /** Genuine, and about no alert: a test, a ping. A sentence for the log. */
  | { nothing: string }
  /** Which field is wrong, and what it must be: a sentence for the sender. */
  | { invalid: string };

/** Headers by name in lower case. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

export interface Source {
  name: SourceName;
  /** As its makers write it. */
  title: string;
  /** How to set it up over there, in four lines of Markdown. `URL` and `TOKEN` stand for what `npm run alert-url` prints. */
  setUp: readonly [string, string, string, string];
  read: (body: unknown, headers: Headers) => Reading;
}

interface Description<Schema extends z.ZodType> extends Omit<Source, "read"> {
  /** The fields that are used, and no others. */
  schema: Schema;
  understand: (message: z.output<Schema>, headers: Headers) => Exclude<Reading, { invalid: string }>;
}

/** A source that reads messages by its schema. */
export function source<Schema extends z.ZodType>({ schema, understand, ...told }: Description<Schema>): Source {
  return {
    ...told,
    read: (body, headers) => {
      const read = schema.safeParse(body);
      return read.success ? understand(read.data, headers) : { invalid: complaint(read.error) };
    },
  };
}

/** The first thing that is wrong: `alerts.0.fingerprint: expected string, received undefined`. */
function complaint({ issues: [issue] }: z.ZodError): string {
  if (!issue) return "The body can't be read.";
  const field = issue.path.length > 0 ? issue.path.join(".") : "the body";
  return `${field}: ${issue.message.replace(/^Invalid input: /, "")}`;
}
