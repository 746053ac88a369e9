/** Makes and unmakes people, organisations, installations and repositories. */

import type { Instant } from "../../src/incident/incident.ts";
import type { Clock } from "./clock.ts";
import { freshIds, type Hub, type HubEvent, Ids, register } from "./hub.ts";
import type { Organization, Team } from "./organization-state.ts";
import { repositoryShape } from "./shapes/repository.ts";
import type { Installation, Person, Repository, Role, State } from "./state.ts";

/** The issue types of a new organisation; repositories of a person have none. */
const ISSUE_TYPES = ["Task", "Bug", "Feature"];

export interface PersonTraits {
  /** In every repository that doesn't say otherwise; `none` where it is left out. */
  role?: Role;
  /** Of the organisations; no where it is left out. */
  member?: boolean;
  /** A member whose membership others can't see. */
  concealed?: boolean;
  bot?: boolean;
  name?: string;
}

export interface RepositoryTraits {
  private?: boolean;
  /** Whether its owner is an organisation, as it is where this is left out, or a person. */
  organisation?: boolean;
  /** The App's installation, made where it doesn't exist; 1 where it is left out, null for none. */
  installation?: number | null;
  /** Whether its wiki is switched on; it is where this is left out. */
  wiki?: boolean;
  /** Contents of the default branch, by path. */
  files?: Record<string, string>;
  /** Roles that differ from people's own, by login. */
  roles?: Record<string, Role>;
}

/** The inside of a new world: the two bots, the App's and the jobs', and nobody else. */
export function makeHub(
  state: State,
  clock: Clock,
  { slug, permissions }: { slug: string; permissions: Record<string, string> },
  emit: (hub: Hub, event: HubEvent) => void,
): Hub {
  const actions = "github-actions";
  const hub: Hub = {
    state,
    clock,
    ids: new Ids(),
    app: { id: 4242, slug, clientId: "Iv23world", bot: makeBot(state, 900_000_001, slug), permissions },
    actions: {
      id: 15_368,
      slug: actions,
      clientId: "Iv1.actions",
      bot: makeBot(state, 41_898_282, actions),
      permissions: {},
    },
    automation: makeBot(state, 113_052_574, "github-project-automation"),
    emit: (event) => emit(hub, event),
  };
  return hub;
}

function makeBot(state: State, id: number, login: string): Person {
  const traits = { name: null, role: "none", member: false, concealed: false, token: "", deleted: false } as const;
  const bot: Person = { type: "Bot", id, nodeId: `BOT_${id}`, login, ...traits };
  state.people.set(login.toLowerCase(), bot);
  state.nodes.set(bot.nodeId, bot);
  return bot;
}

export function addPerson(hub: Hub, login: string, traits: PersonTraits): Person {
  const { role = "none", member = false, concealed = false, bot = false, name = null } = traits;
  const ids = freshIds(hub, bot ? "BOT" : "U", null);
  const token = `ghp_${login}`;
  const type = bot ? "Bot" : "User";
  const person: Person = { type, ...ids, login, name, role, member, concealed, token, deleted: false };
  hub.state.people.set(login.toLowerCase(), register(hub, person));
  return person;
}

export interface TeamTraits {
  /** Logins. */
  members?: readonly string[];
}

/** @param name as it is mentioned: `acme/web` @throws Error for somebody unknown */
export function addTeam(hub: Hub, name: string, { members = [] }: TeamTraits): Team {
  const [login = "", slug = ""] = name.split("/");
  const people = members.map((member) => {
    const person = hub.state.people.get(member.toLowerCase());
    if (!person) throw new Error(`There is nobody called ${member}`);
    return person;
  });
  const organization = organizationNamed(hub, login);
  const ids = freshIds(hub, "T", null);
  const team: Team = { ...ids, organization, slug, createdAt: hub.clock.stamp(), members: people };
  hub.state.teams.push(team);
  return team;
}

/** Their account is gone: what they wrote stays, by `ghost`. */
export function deletePerson(hub: Hub, person: Person): void {
  Object.assign(person, { deleted: true, role: "none", member: false });
  for (const team of hub.state.teams) team.members = team.members.filter((each) => each !== person);
  for (const repository of hub.state.repositories.values()) {
    repository.roles.delete(person.login.toLowerCase());
    for (const issue of repository.issues.values()) {
      issue.assignees = issue.assignees.filter((each) => each !== person);
    }
  }
}

export function addRepository(hub: Hub, fullName: string, traits: RepositoryTraits): Repository {
  const [login = "", name = ""] = fullName.split("/");
  const {
    private: hidden = false,
    organisation = true,
    installation = 1,
    wiki = true,
    files = {},
    roles = {},
  } = traits;
  const owner = organisation ? organizationNamed(hub, login) : personNamed(hub, login);
  const repository: Repository = register(hub, {
    type: "Repository",
    ...freshIds(hub, "R", null),
    owner,
    name,
    fullName,
    private: hidden,
    hasWiki: wiki,
    installation,
    createdAt: hub.clock.stamp(),
    files: new Map(Object.entries(files)),
    labels: new Map(),
    issues: new Map(),
    moved: new Map(),
    lastNumber: 0,
    deployments: [],
    checks: [],
    discussionCategories: [],
    discussions: [],
    roles: new Map(Object.entries(roles).map(([who, role]) => [who.toLowerCase(), role])),
  });
  hub.state.repositories.set(fullName.toLowerCase(), repository);
  if (installation !== null) install(hub, installation, repository);
  return repository;
}

/** `installation.created` for a new one, `installation_repositories.added` for one more repository. */
function install(hub: Hub, id: number, repository: Repository): void {
  const existing = hub.state.installations.get(id);
  const installation = existing ?? addInstallation(hub, id, repository.owner);
  const sender = hub.app.bot;
  const brief = () => [briefly(repository)];
  if (existing) {
    const payload = () => ({ repository_selection: "selected", repositories_added: brief(), repositories_removed: [] });
    hub.emit({ event: "installation_repositories", action: "added", installation, sender, payload });
  } else {
    hub.emit({
      event: "installation",
      action: "created",
      installation,
      sender,
      payload: () => ({ repositories: brief() }),
    });
  }
}

function addInstallation(hub: Hub, id: number, account: Organization | Person): Installation {
  const createdAt: Instant = hub.clock.stamp();
  const installation = { id, account, permissions: hub.app.permissions, createdAt };
  hub.state.installations.set(id, installation);
  return installation;
}

function briefly(repository: Repository) {
  const { id, node_id, name, full_name, private: hidden } = repositoryShape(repository);
  return { id, node_id, name, full_name, private: hidden };
}

export function organizationNamed(hub: Hub, login: string): Organization {
  const known = hub.state.organizations.get(login.toLowerCase());
  if (known) return known;
  const organization: Organization = {
    type: "Organization",
    ...freshIds(hub, "O", null),
    login,
    issueTypes: [...ISSUE_TYPES],
    issueFields: [],
  };
  hub.state.organizations.set(login.toLowerCase(), register(hub, organization));
  return organization;
}

const personNamed = (hub: Hub, login: string): Person =>
  hub.state.people.get(login.toLowerCase()) ?? addPerson(hub, login, { role: "none" });
