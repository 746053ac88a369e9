/** What issues of an organisation can be and say besides labels: its issue types, and its issue fields. */
import { z } from "zod";
import { GitHubError } from "../error.ts";
import { ask, type Expected, isDone, notAllowed } from "./ask.ts";
import type { BoardField } from "./board.ts";
import type { BoardSetting } from "./port.ts";
import { remembered } from "./remembered.ts";
import type { Kind, Send } from "./send.ts";

/** What fields say of one issue, by the field's id: an option's name, a day, a text. */
export type FieldValues = Readonly<Record<number, string>>;

const types = z.array(z.object({ name: z.string(), is_enabled: z.boolean().optional() }).nullable());
const fields = z.array(
  z
    .object({
      id: z.int(),
      name: z.string(),
      data_type: z.string(),
      options: z.array(z.object({ name: z.string() })).nullish(),
    })
    .nullable(),
);
const values = z.array(
  z.object({
    issue_field_id: z.int(),
    value: z.union([z.string(), z.number()]).nullish(),
    single_select_option: z.object({ name: z.string() }).nullish(),
  }),
);
const issues = z.array(z.object({ number: z.int(), issue_field_values: values.optional() }));
const typed = z.object({ type: z.object({ name: z.string() }).nullish() });

/** How long types and fields are remembered. */
const KEPT = { most: 1, keepFor: 15 * 60_000 };
/** Issues that one pass asks about one by one. */
const MOST = 20;
const PAGE = 100;

/** No such route, as on older servers, or no permission. */
const notHere: Expected = (answer) => notAllowed(answer) || answer.status === 410;

export interface IssueFieldsOptions {
  send: Send;
  owner: string;
  repo: string;
}

/** Types and fields of one repository's issues. What GitHub has refused to set is not tried again by the same one of these. */
export class IssueFields {
  readonly types: () => Promise<readonly string[]>;
  readonly #options: IssueFieldsOptions;
  readonly #fields: () => Promise<readonly BoardField[]>;
  #isRefused = false;

  constructor(options: IssueFieldsOptions) {
    this.#options = options;
    const types = remembered((_: "types") => this.#listTypes(), KEPT);
    const fields = remembered((_: "fields") => this.#listFields(), KEPT);
    this.types = () => types("types");
    this.#fields = () => fields("fields");
  }

  /** Where there are no types the owner is a person, or the server an older one: then there are no fields either. */
  async all(): Promise<readonly BoardField[]> {
    return this.#isRefused || (await this.types()).length === 0 ? [] : this.#fields();
  }

  /** The issue's type; null where it has none. */
  async typeOf(issue: number): Promise<string | null> {
    const { data } = await this.#ask("read", "GET /issues/{issue_number}", { issue_number: issue });
    return typed.parse(data).type?.name ?? null;
  }

  /** What fields say of these issues: a request for the sub-issues of `parent`, and one for each that says nothing there. */
  async values(parent: number, numbers: readonly number[]): Promise<ReadonlyMap<number, FieldValues>> {
    const parameters = { issue_number: parent, per_page: PAGE };
    const answer = await this.#ask("read", "GET /issues/{issue_number}/sub_issues", parameters, notHere);
    const listed = isDone(answer) ? issues.parse(answer.data) : [];
    const found = new Map(listed.flatMap((one) => (one.issue_field_values ? [[one.number, one] as const] : [])));
    const silent = numbers.filter((number) => !found.has(number)).slice(0, MOST);
    const asked = await Promise.all(silent.map(async (number) => [number, await this.#valuesOf(number)] as const));
    return new Map([
      ...[...found].map(([number, one]) => [number, readable(one.issue_field_values ?? [])] as const),
      ...asked.flatMap(([number, said]) => (said ? [[number, said] as const] : [])),
    ]);
  }

  async setType(issue: number, type: string): Promise<void> {
    await this.#ask("edit", "PATCH /issues/{issue_number}", { issue_number: issue, type }, notHere);
  }

  /** Sets fields, or empties them. @throws GitHubError where GitHub refuses it; then there are no fields any more */
  async set(issue: number, settings: readonly BoardSetting[]): Promise<void> {
    const filled = settings.filter(({ value }) => value !== null);
    const path = "/issues/{issue_number}/issue-field-values";
    const issueFieldValues = filled.map(({ field, value }) => ({ field_id: field, value }));
    if (filled.length > 0)
      await this.#change(`POST ${path}`, { issue_number: issue, issue_field_values: issueFieldValues });
    for (const { field, value } of settings) {
      if (value === null) await this.#change(`DELETE ${path}/{field}`, { issue_number: issue, field });
    }
  }

  async #change(route: string, parameters: Record<string, unknown>): Promise<void> {
    const answer = await this.#ask("write", route, parameters, notHere);
    const isGone = answer.status === 404 && route.startsWith("DELETE");
    if (isDone(answer) || isGone) return;
    this.#isRefused = true;
    throw new GitHubError("GitHub refused to set the issue fields, so they are left alone for now", {
      status: answer.status,
    });
  }

  async #listTypes(): Promise<string[]> {
    const answer = await this.#ask("read", "GET /issue-types", {}, notHere);
    const listed = isDone(answer) ? types.parse(answer.data) : [];
    return listed.flatMap((type) => (type && type.is_enabled !== false ? [type.name] : []));
  }

  async #listFields(): Promise<BoardField[]> {
    const { send, owner } = this.#options;
    const call = { kind: "read", route: "GET /orgs/{org}/issue-fields", parameters: { org: owner } } as const;
    const answer = await ask(send, call, notHere);
    const listed = isDone(answer) ? fields.parse(answer.data) : [];
    return listed.flatMap((field) => (field ? [fieldOf(field)] : []));
  }

  /** Null where GitHub doesn't tell. */
  async #valuesOf(issue: number): Promise<FieldValues | null> {
    const parameters = { issue_number: issue, per_page: PAGE };
    const answer = await this.#ask("read", "GET /issues/{issue_number}/issue-field-values", parameters, notHere);
    return isDone(answer) ? readable(values.parse(answer.data)) : null;
  }

  #ask(kind: Kind, route: string, parameters: Record<string, unknown>, expected?: Expected) {
    const { send, owner, repo } = this.#options;
    const call = {
      kind,
      route: route.replace(" /", " /repos/{owner}/{repo}/"),
      parameters: { owner, repo, ...parameters },
    };
    return ask(send, call, expected);
  }
}

const kinds: Record<string, BoardField["type"]> = { single_select: "single select", date: "date" };

/** Options are set by their names. */
function fieldOf({ id, name, data_type: type, options }: NonNullable<z.infer<typeof fields>[number]>): BoardField {
  return { id, name, type: kinds[type] ?? "other", options: (options ?? []).map((one) => ({ id: one.name, ...one })) };
}

function readable(said: z.infer<typeof values>): FieldValues {
  return Object.fromEntries(
    said.flatMap(({ issue_field_id: field, value, single_select_option: option }) => {
      const shown = option?.name ?? value ?? null;
      return shown === null ? [] : [[field, String(shown)]];
    }),
  );
}
