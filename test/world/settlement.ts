/** What the world is made of: people, organisations, repositories and what is in them, made and changed without requests. */
import type { Instant } from "../../src/incident/incident.ts";
import { addCategories } from "./acts/discussions.ts";
import { addIssueField, type FieldKind } from "./acts/issue-fields.ts";
import { moveIssue } from "./acts/transfer.ts";
import { Clock } from "./clock.ts";
import type { Hub } from "./hub.ts";
import type { IssueField, Team } from "./organization-state.ts";
import { addPast, type PastIssue } from "./past.ts";
import { announcePush } from "./payloads.ts";
import {
  addPerson,
  addRepository,
  addTeam,
  deletePerson,
  makeHub,
  organizationNamed,
  type PersonTraits,
  type RepositoryTraits,
  type TeamTraits,
} from "./population.ts";
import type { Project } from "./project-state.ts";
import { makeProject, type ProjectTraits, renameOption } from "./projects.ts";
import { emptyState, type Issue, type Person, type Repository, type Role, type State } from "./state.ts";
import { Webhooks } from "./webhooks.ts";

export interface SettlementOptions {
  /** When it begins: an instant, or ISO 8601 text with a zone. */
  now?: Instant | string;
  /** The App's; its bot is `slug[bot]`. */
  slug?: string;
  /** What the App's installations may do. */
  permissions?: Record<string, string>;
}

const PERMISSIONS = {
  issues: "write",
  metadata: "read",
  contents: "read",
  pull_requests: "write",
  members: "read",
  deployments: "read",
  organization_projects: "write",
  checks: "write",
};

export class Settlement {
  readonly state: State = emptyState();
  readonly clock: Clock;
  readonly webhooks = new Webhooks("a secret of the world");
  protected readonly hub: Hub;

  constructor({ now = "2026-03-10T16:00:00Z", slug = "sooner", permissions = PERMISSIONS }: SettlementOptions) {
    this.clock = new Clock(now);
    this.hub = makeHub(this.state, this.clock, { slug, permissions }, (hub, event) => this.webhooks.emit(hub, event));
  }

  person(login: string, traits: PersonTraits = {}): Person {
    return addPerson(this.hub, login, traits);
  }

  repository(fullName: string, traits: RepositoryTraits = {}): Repository {
    return addRepository(this.hub, fullName, traits);
  }

  /** A team of an organisation, as it is mentioned: `acme/web`. */
  team(name: string, traits: TeamTraits = {}): Team {
    return addTeam(this.hub, name, traits);
  }

  /** The issue types of an organisation, by name; Task, Bug and Feature where nobody says otherwise. */
  issueTypes(organization: string, names: readonly string[]): void {
    organizationNamed(this.hub, organization).issueTypes = [...names];
  }

  /** A new issue field of an organisation: of a type, or a single select with these options. */
  issueField(organization: string, name: string, kind: FieldKind): IssueField {
    return addIssueField(this.hub, organizationNamed(this.hub, organization), name, kind);
  }

  /** A new project of an organisation, with GitHub's own fields and those that are named: a type, or the options of a select. */
  project(organization: string, traits: ProjectTraits = {}): Project {
    return makeProject(this.hub, organization, traits);
  }

  /** Gives an option of a project's select another name, as in the browser: items keep it. */
  renameOption(project: Project, field: string, from: string, to: string): void {
    renameOption(this.hub, project, { field, from, to });
  }

  /** Puts so many issues with a past into a repository at once, without requests and webhooks; `make` is given each one's number. */
  populate(fullName: string, count: number, make: (number: number) => PastIssue): Issue[] {
    const repository = this.repositoryNamed(fullName);
    return Array.from({ length: count }, () => addPast(this.hub, repository, make(repository.lastNumber + 1)));
  }

  /** Somebody joins, leaves, or is given another role. */
  change(login: string, traits: { role?: Role; member?: boolean; concealed?: boolean }): void {
    Object.assign(this.personNamed(login), traits);
  }

  /** Their account is gone: what they wrote stays, by `ghost`. */
  deletePerson(login: string): void {
    deletePerson(this.hub, this.personNamed(login));
  }

  /** Puts files onto the default branch of a repository (the first, where none is named). */
  push(login: string, files: Record<string, string>, fullName?: string): void {
    const repository = this.repositoryNamed(fullName);
    const paths = Object.keys(files);
    const isKnown = (path: string) => repository.files.has(path);
    const changed = {
      added: paths.filter((path) => !isKnown(path)),
      modified: paths.filter(isKnown),
    };
    for (const [path, text] of Object.entries(files)) repository.files.set(path, text);
    announcePush(this.hub, repository, this.personNamed(login), changed);
  }

  /** Switches discussions on in a repository (the first, where none is named), with these categories besides those that it has. */
  openDiscussions(categories: readonly string[], fullName?: string): void {
    addCategories(this.hub, this.repositoryNamed(fullName), categories);
  }

  /** Moves an issue away, to the repository `elsewhere` of the same owner, where the App isn't installed. */
  transfer(number: number, fullName?: string): void {
    const issue = this.issue(number, fullName);
    const { owner } = issue.repository;
    const name = `${owner.login}/elsewhere`;
    const organisation = owner.type === "Organization";
    const known = this.state.repositories.get(name.toLowerCase());
    moveIssue(this.hub, issue.author, issue, known ?? this.repository(name, { installation: null, organisation }));
  }

  /** An issue or pull request of a repository (the first, where none is named). @throws Error where there is none */
  issue(number: number, fullName?: string): Issue {
    const issue = this.repositoryNamed(fullName).issues.get(number);
    if (!issue) throw new Error(`There is no issue ${number}`);
    return issue;
  }

  protected personNamed(login: string): Person {
    const person = this.state.people.get(login.toLowerCase());
    if (!person) throw new Error(`There is nobody called ${login}`);
    return person;
  }

  protected repositoryNamed(fullName?: string): Repository {
    const [first] = this.state.repositories.values();
    const repository = fullName === undefined ? first : this.state.repositories.get(fullName.toLowerCase());
    if (!repository) throw new Error(`There is no repository ${fullName ?? "yet"}`);
    return repository;
  }
}
