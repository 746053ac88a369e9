/** The port's verbs by Octokit: reads through GraphQL, writes through REST, as GitHub's budgets are apart. */
import { z } from "zod";
import { ask, askAll, type Expected, gone, isDone, notAllowed } from "./ask.ts";
import type { BoardField, BoardReading } from "./board.ts";
import type { Boards } from "./boards.ts";
import type { FieldValues, IssueFields } from "./issue-fields.ts";
import type { ObservedChild, ObservedIssue } from "./observed.ts";
import type {
  BoardQuery,
  BoardSetting,
  CreatedIssue,
  GitHub,
  NewBoardField,
  NewCheck,
  NewIssue,
  Permission,
  ReactionTarget,
  Settings,
  UnsettledList,
  UnsettledQuery,
} from "./port.ts";
import type { Reader } from "./read.ts";
import { type Answer, type Call, type Kind, messageOf, type Send } from "./send.ts";
import { createCheck } from "./settings.ts";
import type { TeamSize } from "./team.ts";

const createdIssue = z.object({
  number: z.int(),
  id: z.int(),
  html_url: z.string(),
  assignees: z.array(z.object({ login: z.string() })).nullish(),
});
const createdComment = z.object({ id: z.int() });
const listedReaction = z.object({
  id: z.int(),
  content: z.string(),
  user: z.object({ login: z.string(), type: z.string().optional() }).nullish(),
});
const refusal = z.object({ errors: z.array(z.object({ code: z.string().optional() })) });

/** What GitHub gives in one page. */
const PAGE = 100;
/** The label is there already. */
const alreadyThere: Expected = ({ status, data }) =>
  status === 422 && (refusal.safeParse(data).data?.errors ?? []).some(({ code }) => code === "already_exists");

/** A conversation that people have locked takes nothing new of an App's. */
const locked: Expected = (answer) => answer.status === 403 && messageOf(answer.data).includes("locked");

export interface ClientOptions {
  send: Send;
  owner: string;
  repo: string;
  reader: Reader;
  self: () => Promise<string>;
  permission: (login: string) => Promise<Permission>;
  isMember: (login: string) => Promise<boolean>;
  teamSize: (slug: string) => Promise<TeamSize>;
  /** Null where this program can't reach project boards. */
  boards: Boards | null;
  /** Null where this program leaves issue types and fields alone. */
  fields: IssueFields | null;
}

/** GitHub, seen through one installation and repository. */
export class Client implements GitHub {
  readonly self: () => Promise<string>;
  readonly permission: (login: string) => Promise<Permission>;
  readonly isMember: (login: string) => Promise<boolean>;
  readonly teamSize: (slug: string) => Promise<TeamSize>;
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.self = options.self;
    this.permission = options.permission;
    this.isMember = options.isMember;
    this.teamSize = options.teamSize;
  }

  read(numbers: readonly number[]): Promise<(ObservedIssue | null)[]> {
    return this.#options.reader.read(numbers);
  }

  listOpen(labels: readonly string[]): Promise<{ numbers: number[]; configuration: string | null }> {
    return this.#options.reader.listOpen(labels);
  }

  async listUnsettled(query: UnsettledQuery): Promise<UnsettledList> {
    return this.#options.reader.listUnsettled(query, await this.self());
  }

  listNewest(labels: readonly string[]): Promise<ObservedChild[]> {
    return this.#options.reader.listNewest(labels);
  }

  changedFiles(pullRequests: readonly number[]): Promise<ReadonlyMap<number, string[]>> {
    return this.#options.reader.changedFiles(pullRequests);
  }

  codeowners(): Promise<string | null> {
    return this.#options.reader.codeowners();
  }

  async board(query: BoardQuery): Promise<BoardReading | null> {
    return (await this.#options.boards?.read(query)) ?? null;
  }

  async addToBoard(project: number, issue: { databaseId: number }): Promise<{ item: number } | "refused"> {
    return (await this.#options.boards?.add(project, issue)) ?? "refused";
  }

  async setOnBoard(project: number, item: number, values: readonly BoardSetting[]): Promise<"set" | "refused"> {
    return (await this.#options.boards?.set(project, item, values)) ?? "refused";
  }

  async removeFromBoard(project: number, item: number): Promise<void> {
    await this.#options.boards?.remove(project, item);
  }

  async createBoardField(project: number, field: NewBoardField): Promise<"created" | "refused"> {
    return (await this.#options.boards?.createField(project, field)) ?? "refused";
  }

  async issueTypes(): Promise<readonly string[]> {
    return (await this.#options.fields?.types()) ?? [];
  }

  async typeOf(issue: number): Promise<string | null> {
    return (await this.#options.fields?.typeOf(issue)) ?? null;
  }

  async issueFields(): Promise<readonly BoardField[]> {
    return (await this.#options.fields?.all()) ?? [];
  }

  async fieldValues(parent: number, issues: readonly number[]): Promise<ReadonlyMap<number, FieldValues>> {
    return (await this.#options.fields?.values(parent, issues)) ?? new Map();
  }

  async setType(issue: number, type: string): Promise<void> {
    await this.#options.fields?.setType(issue, type);
  }

  async setFields(issue: number, values: readonly BoardSetting[]): Promise<void> {
    await this.#options.fields?.set(issue, values);
  }

  settingsAt(sha: string): Promise<Settings> {
    return this.#options.reader.settingsAt(sha);
  }

  createCheck(check: NewCheck): Promise<"created" | "refused"> {
    const { send, owner, repo } = this.#options;
    return createCheck(send, { owner, repo }, check);
  }

  async createIssue({ fields = [], ...issue }: NewIssue): Promise<CreatedIssue> {
    const { data } = await this.#ask("create", "POST /issues", { ...issue, ...withValues(fields) });
    const created = createdIssue.parse(data);
    return {
      number: created.number,
      databaseId: created.id,
      url: created.html_url,
      assignees: (created.assignees ?? []).map(({ login }) => login),
    };
  }

  async linkSubIssue(parent: number, { databaseId }: { databaseId: number }): Promise<"linked" | "refused"> {
    const parameters = { issue_number: parent, sub_issue_id: databaseId };
    const answer = await this.#ask("write", "POST /issues/{issue_number}/sub_issues", parameters, notAllowed);
    if (isDone(answer)) return "linked";
    return (await this.#isLinked(parent, databaseId)) ? "linked" : "refused";
  }

  /** GitHub refuses a link that is there already, as after an answer that was lost. */
  async #isLinked(parent: number, databaseId: number): Promise<boolean> {
    const parameters = { issue_number: parent, per_page: PAGE };
    const { data } = await this.#ask("read", "GET /issues/{issue_number}/sub_issues", parameters, notAllowed);
    const children = z.array(z.object({ id: z.int() })).safeParse(data);
    return children.success && children.data.some(({ id }) => id === databaseId);
  }

  async unlinkSubIssue(parent: number, { databaseId }: { databaseId: number }): Promise<void> {
    const parameters = { issue_number: parent, sub_issue_id: databaseId };
    await this.#ask("write", "DELETE /issues/{issue_number}/sub_issue", parameters, gone);
  }

  async setState(issue: number, state: "open" | "completed" | "not planned" | "duplicate"): Promise<void> {
    const closing = { state: "closed", state_reason: state === "not planned" ? "not_planned" : state };
    await this.#editIssue(issue, state === "open" ? { state } : closing);
  }

  async setBody(issue: number, body: string): Promise<void> {
    await this.#editIssue(issue, { body });
  }

  async setTitle(issue: number, title: string): Promise<void> {
    await this.#editIssue(issue, { title });
  }

  async createLabel({ name, color, description }: { name: string; color: string; description: string }): Promise<void> {
    await this.#ask("write", "POST /labels", { name, color, description }, alreadyThere);
  }

  async addLabels(issue: number, labels: readonly string[]): Promise<void> {
    await this.#ask("write", "POST /issues/{issue_number}/labels", { issue_number: issue, labels });
  }

  async removeLabel(issue: number, label: string): Promise<void> {
    const parameters = { issue_number: issue, name: label };
    await this.#ask("write", "DELETE /issues/{issue_number}/labels/{name}", parameters, gone);
  }

  /** By the issue's own route, which takes an empty list too. */
  async setLabels(issue: number, labels: readonly string[]): Promise<void> {
    await this.#editIssue(issue, { labels });
  }

  async assign(issue: number, login: string): Promise<"assigned" | "refused"> {
    const parameters = { issue_number: issue, assignees: [login] };
    const { data } = await this.#ask("write", "POST /issues/{issue_number}/assignees", parameters);
    const assigned = (createdIssue.parse(data).assignees ?? []).map((one) => one.login.toLowerCase());
    return assigned.includes(login.toLowerCase()) ? "assigned" : "refused";
  }

  async unassign(issue: number, login: string): Promise<void> {
    const parameters = { issue_number: issue, assignees: [login] };
    await this.#ask("write", "DELETE /issues/{issue_number}/assignees", parameters, gone);
  }

  async createComment(issue: number, body: string): Promise<{ comment: number | null }> {
    const parameters = { issue_number: issue, body };
    const answer = await this.#ask("create", "POST /issues/{issue_number}/comments", parameters, locked);
    return { comment: isDone(answer) ? createdComment.parse(answer.data).id : null };
  }

  async editComment(comment: number, body: string): Promise<void> {
    await this.#ask("edit", "PATCH /issues/comments/{comment_id}", { comment_id: comment, body });
  }

  async deleteComment(comment: number): Promise<void> {
    await this.#ask("write", "DELETE /issues/comments/{comment_id}", { comment_id: comment }, gone);
  }

  async pinComment(comment: number): Promise<"pinned" | "refused"> {
    const parameters = { comment_id: comment };
    const answer = await this.#ask("write", "PUT /issues/comments/{comment_id}/pin", parameters, notAllowed);
    return isDone(answer) ? "pinned" : "refused";
  }

  /** GitHub answers with the reaction that is there where there is one. What is gone or locked just goes without. */
  async react(target: ReactionTarget, content: "rocket" | "confused"): Promise<void> {
    const { path, parameters } = reactionsOf(target);
    await this.#ask("write", `POST ${path}`, { ...parameters, content }, notAllowed);
  }

  async unreact(target: ReactionTarget, content: "rocket" | "confused"): Promise<void> {
    const { path, parameters } = reactionsOf(target);
    const call = this.#call("read", `GET ${path}`, { ...parameters, content, per_page: PAGE });
    const pages = await askAll(this.#options.send, call, gone);
    const listed = pages.flatMap((page) => z.array(listedReaction).parse(page));
    const self = await this.self();
    const own = listed.filter((reaction) => reaction.content === content && isBot(reaction.user, self));
    for (const { id } of own) {
      await this.#ask("write", `DELETE ${path}/{reaction_id}`, { ...parameters, reaction_id: id }, gone);
    }
  }

  async #editIssue(issue: number, change: Record<string, unknown>): Promise<void> {
    await this.#ask("edit", "PATCH /issues/{issue_number}", { issue_number: issue, ...change });
  }

  #ask(kind: Kind, route: string, parameters: Record<string, unknown>, expected?: Expected): Promise<Answer> {
    return ask(this.#options.send, this.#call(kind, route, parameters), expected);
  }

  /** `route` within the repository: `POST /issues`. */
  #call(kind: Kind, route: string, parameters: Record<string, unknown>): Call {
    const { owner, repo } = this.#options;
    return { kind, route: route.replace(" /", " /repos/{owner}/{repo}/"), parameters: { owner, repo, ...parameters } };
  }
}

function withValues(fields: readonly BoardSetting[]): Record<string, unknown> {
  if (fields.length === 0) return {};
  return { issue_field_values: fields.map(({ field, value }) => ({ field_id: field, value })) };
}

/** Whether the account is the App of this name: a person may have the same one, without `[bot]`. */
function isBot(user: z.infer<typeof listedReaction>["user"], name: string): boolean {
  return user?.login === `${name}[bot]` || (user?.login === name && user.type === "Bot");
}

function reactionsOf(target: ReactionTarget): { path: string; parameters: Record<string, number> } {
  return "comment" in target
    ? { path: "/issues/comments/{comment_id}/reactions", parameters: { comment_id: target.comment } }
    : { path: "/issues/{issue_number}/reactions", parameters: { issue_number: target.issue } };
}
