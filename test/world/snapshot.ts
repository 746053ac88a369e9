/** The whole state as a plain value, for comparing two runs: without times, and without ids and numbers that depend on who was faster. */
import type { Discussion } from "./discussion-state.ts";
import { type Project, type ProjectItem, shownValue } from "./project-state.ts";
import { restLogin } from "./shapes/account.ts";
import { projectUrl } from "./shapes/project.ts";
import { type Comment, commentsOf, type Issue, type Reaction, type Repository, type State } from "./state.ts";

/** `kept`: comments, labels and issues in their order; `sorted`: without regard to it. */
export type Order = "kept" | "sorted";

/** Ids of what the App made begin here (`Ids`). */
const APP_IDS = /\b5\d{8}\b/g;
const MENTIONS = /(#|\/issues\/|\/pull\/)(\d+)\b/g;

/** Repositories by full name, with labels and issues, and projects by address; mentions of issues by their titles. */
export function snapshotOf(state: State, order: Order) {
  const arranged = <T>(list: T[]): T[] => (order === "kept" ? list : list.sort(byText));
  const repositories = [...state.repositories.values()].map(
    (each) => [each.fullName, ofRepository(each, arranged)] as const,
  );
  const projects = state.projects.map((each) => [projectUrl(each), ofProject(each, arranged)] as const);
  return { ...Object.fromEntries(repositories), ...Object.fromEntries(projects) };
}

const ofDiscussion = ({ title, body, author, category, comments }: Discussion) => ({
  title,
  author: restLogin(author),
  body,
  category: category.name,
  comments: comments.map((comment) => ({ author: restLogin(comment.author), body: comment.body })),
});

const ofProject = ({ title, closedAt, fields, items }: Project, arranged: Arrange) => ({
  title,
  closed: closedAt !== null,
  fields: arranged(fields.map(({ name, dataType, options }) => ({ name, dataType, options: options.map(nameOf) }))),
  items: arranged(items.map((item) => ofItem(item, arranged))),
});

const ofItem = ({ content, archivedAt, values }: ProjectItem, arranged: Arrange) => ({
  title: content.title,
  archived: archivedAt !== null,
  values: arranged(values.map((value) => `${value.field.name}: ${shownValue(value)}`)),
});

const nameOf = ({ name }: { name: string }): string => name;

type Arrange = <T>(list: T[]) => T[];

const byText = (a: unknown, b: unknown): number => {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
};

function ofRepository(repository: Repository, arranged: Arrange) {
  const labels = [...repository.labels.values()].map(({ name, color, description }) => ({ name, color, description }));
  return {
    labels: arranged(labels),
    discussions: arranged(repository.discussions.map(ofDiscussion)),
    issues: arranged([...repository.issues.values()].map((each) => ofIssue(each, arranged))),
  };
}

function ofIssue(issue: Issue, arranged: Arrange) {
  return {
    title: issue.title,
    author: restLogin(issue.author),
    body: neutral(issue.body, issue.repository),
    kind: issue.type,
    state: issue.state,
    stateReason: issue.stateReason,
    labels: arranged(issue.labels.map((label) => label.name)),
    assignees: arranged(issue.assignees.map((person) => person.login)),
    type: issue.issueType,
    fields: arranged(issue.fieldValues.map(({ field, value }) => `${field.name}: ${value}`)),
    parent: issue.parent?.title ?? null,
    subIssues: arranged(issue.subIssues.map((child) => child.title)),
    reactions: ofReactions(issue.reactions),
    comments: arranged(commentsOf(issue).map(ofComment)),
  };
}

const ofComment = (comment: Comment) => ({
  author: restLogin(comment.author),
  body: neutral(comment.body, comment.issue.repository),
  pinned: comment.pin !== null,
  minimized: comment.minimized,
  reactions: ofReactions(comment.reactions),
});

const ofReactions = (reactions: Reaction[]): string[] =>
  reactions.map(({ content, by }) => `${content} ${restLogin(by)}`).sort();

/** Issues named by their titles, and what the App made by no number. */
function neutral(text: string, repository: Repository): string {
  const named = (whole: string, before: string, number: string) => {
    const title = repository.issues.get(Number(number))?.title;
    return title === undefined ? whole : `${before}‹${title}›`;
  };
  return text.replace(MENTIONS, named).replace(APP_IDS, "‹app›");
}
