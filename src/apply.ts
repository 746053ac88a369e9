/** Carries out what was planned: each change one call, in order, no decisions. */
import { isAssignable } from "./assignable.ts";
import { GitHubError } from "./error.ts";
import { itemFieldsIn, newSettings, typeNamed } from "./fields/fields.ts";
import type { ObservedChild, ObservedComment, ObservedIssue, ObservedRepository } from "./github/observed.ts";
import type { CreatedIssue, GitHub, NewIssue } from "./github/port.ts";
import type { Instant } from "./incident/incident.ts";
import type { Change, NewChild } from "./plan/change.ts";

/** Makes the changes one after the other; throws at the first that GitHub refuses, for the next pass to mend. */
export async function apply(github: GitHub, changes: readonly Change[]): Promise<void> {
  for (const change of changes) await make(github, change);
}

function make(github: GitHub, change: Change): Promise<unknown> {
  switch (change.do) {
    case "create label":
      return github.createLabel(change.label);
    case "add labels":
      return github.addLabels(change.issue, change.labels);
    case "remove label":
      return github.removeLabel(change.issue, change.label);
    case "set labels":
      return github.setLabels(change.issue, change.labels);
    case "set state":
      return github.setState(change.issue, change.state);
    case "set body":
      return github.setBody(change.issue, change.body);
    case "create board field":
      return github.createBoardField(change.project, change.field);
    case "add to board":
      return putOnBoard(github, change);
    case "remove from board":
      return github.removeFromBoard(change.project, change.item);
    case "set on board":
      return github.setOnBoard(change.project, change.item, change.values);
    case "set type":
      return github.setType(change.issue, change.type);
    case "set fields":
      return github.setFields(change.issue, change.values);
    case "set title":
      return github.setTitle(change.issue, change.title);
    case "create comment":
      return github.createComment(change.issue, change.body);
    case "create card":
      return post(github, change);
    case "pin card":
      return pin(github, change.comment, change.pinned);
    case "edit comment":
      return github.editComment(change.comment, change.body);
    case "delete comment":
      return github.deleteComment(change.comment);
    case "react":
      return github.react(change.to, change.with);
    case "unreact":
      return github.unreact(change.to, change.with);
    case "link":
      return github.linkSubIssue(change.parent, change);
    case "unlink":
      return github.unlinkSubIssue(change.parent, change);
    case "hand over":
      return handOver(github, change);
  }
}

async function putOnBoard(
  github: GitHub,
  { project, databaseId, values }: Extract<Change, { do: "add to board" }>,
): Promise<void> {
  const added = await github.addToBoard(project, { databaseId });
  if (added !== "refused") await github.setOnBoard(project, added.item, values);
}

/** Nobody gives up an issue before the other one has it. */
async function handOver(github: GitHub, { issue, from, to }: Extract<Change, { do: "hand over" }>): Promise<void> {
  const assigned = await github.assign(issue, to);
  if (assigned === "assigned" && from !== null) await github.unassign(issue, from);
}

async function post(github: GitHub, { issue, body, pinned }: Extract<Change, { do: "create card" }>): Promise<void> {
  const { comment } = await github.createComment(issue, body);
  if (comment !== null) await pin(github, comment, pinned);
}

async function pin(github: GitHub, comment: number, pinned: string): Promise<void> {
  await github.pinComment(comment);
  await github.editComment(comment, pinned);
}

/** Makes the missing sub-issues, and returns the issue as it is with them. */
export async function createChildren(
  github: GitHub,
  issue: ObservedIssue,
  children: readonly NewChild[],
  now: Instant,
): Promise<ObservedIssue> {
  const made: ObservedChild[] = [];
  const labels = new Set(issue.repository.labels.map((name) => name.toLowerCase()));
  for (const child of children) {
    await createLabels(github, child, labels);
    made.push(await createChild(github, issue, child, now));
  }
  return {
    ...issue,
    subIssues: [...issue.subIssues, ...made],
    repository: { ...issue.repository, labels: [...labels] },
  };
}

/** Writes the comments that the card names, and returns the issue as it is with them; a locked one takes none. */
export async function createRecords(
  github: GitHub,
  issue: ObservedIssue,
  bodies: readonly string[],
  now: Instant,
): Promise<ObservedIssue> {
  const actor = { login: await github.self(), kind: "bot" as const };
  const made: ObservedComment[] = [];
  for (const body of bodies) {
    const { comment } = await github.createComment(issue.number, body);
    if (comment === null) break;
    made.push({
      type: "comment",
      id: `new:${comment}`,
      comment,
      at: now,
      actor,
      url: `${issue.url}#issuecomment-${comment}`,
      body,
      association: "NONE",
      edited: null,
      minimized: false,
      reactions: [],
      mine: { rocket: false, confused: false },
    });
  }
  return { ...issue, items: [...issue.items, ...made] };
}

async function createLabels(github: GitHub, child: NewChild, existing: Set<string>): Promise<void> {
  for (const label of child.labels) {
    if (existing.has(label.name.toLowerCase())) continue;
    await github.createLabel(label);
    existing.add(label.name.toLowerCase());
  }
}

async function createChild(
  github: GitHub,
  { number, repository }: ObservedIssue,
  child: NewChild,
  now: Instant,
): Promise<ObservedChild> {
  const labels = child.labels.map(({ name }) => name);
  const assignees = await assignable(github, repository, child.owners);
  const { body, ...created } = await create(github, child, { labels, assignees, ...(await belonging(github, child)) });
  const linked = await github.linkSubIssue(number, created);
  return {
    ...created,
    title: child.title,
    body,
    labels,
    author: { login: await github.self(), kind: "bot" },
    state: "open",
    stateReason: null,
    createdAt: now,
    closedAt: null,
    parent: linked === "linked" ? number : null,
    comments: [],
  };
}

/** The type and the issue fields, as far as the organisation has them. */
async function belonging(github: GitHub, child: NewChild): Promise<Pick<NewIssue, "type" | "fields">> {
  const type = typeNamed(child.type, await github.issueTypes());
  const isSilent = child.priority === null && child.due === null;
  const fields = isSilent ? [] : newSettings(child, itemFieldsIn(await github.issueFields()));
  return { ...(type === null ? {} : { type }), ...(fields.length === 0 ? {} : { fields }) };
}

/**
 * Where GitHub doesn't take it so, it is made without type and fields; where it takes one of the people after all not,
 * without them, and says so.
 */
async function create(
  github: GitHub,
  child: NewChild,
  { labels, assignees, ...more }: Omit<NewIssue, "title" | "body">,
): Promise<CreatedIssue & { body: string }> {
  const body = child.body(child.owners.filter((owner) => !assignees.includes(owner)));
  try {
    return { ...(await github.createIssue({ title: child.title, body, labels, assignees, ...more })), body };
  } catch (error) {
    const isPlain = Object.keys(more).length === 0;
    if (!(error instanceof GitHubError) || error.status !== 422 || (isPlain && assignees.length === 0)) throw error;
    return create(github, child, { labels, assignees: isPlain ? [] : assignees });
  }
}

async function assignable(github: GitHub, repository: ObservedRepository, people: readonly string[]) {
  const may = await Promise.all(people.map((login) => isAssignable(github, repository, login)));
  return people.filter((_, index) => may[index]);
}
