/** GitHub as a job of the scheduled Action sees it: one repository, any Octokit, and the limits of a job's token. */
import { Accounts } from "./accounts.ts";
import { Archive } from "./archive.ts";
import { Budget } from "./budget.ts";
import { Client } from "./client.ts";
import { Collaborators } from "./collaborators.ts";
import { type DiscussionOptions, Discussions } from "./discussions.ts";
import { Graph } from "./graph.ts";
import { LabelledIssue, type LabelledIssueOptions } from "./labelled-issue.ts";
import { Pace } from "./pace.ts";
import { membersOf, permissionsIn } from "./permission.ts";
import { type Clock, persistent, realClock } from "./policy.ts";
import type { GitHub } from "./port.ts";
import { Reader } from "./read.ts";
import { type Octokit, sendThrough } from "./send.ts";
import { teamsOf } from "./team.ts";
import { Viewer } from "./viewer.ts";

export interface GitHubJobOptions {
  /** With the token of the job, or of an App's installation. */
  octokit: Octokit;
  owner: string;
  repo: string;
  /** Names of the labels whose newest issues each read brings along, by the text of the configuration. */
  labelsOf: (configuration: string | null) => readonly string[];
  /** Logins of our other accounts, by the text of the configuration. */
  accountsOf: (configuration: string | null) => readonly string[];
  /** Stands for the repository's configuration, as to rehearse another; null or none where that speaks for itself. */
  configuration?: string | null;
  clock?: Clock;
}

/** What a job has of GitHub. */
export interface Job {
  github: GitHub;
  archive: Archive;
  budget: Budget;
  /** The one issue, or discussion, that is made and recognised so. */
  issue: (wanted: Omit<LabelledIssueOptions, "graph" | "github">) => LabelledIssue;
  discussion: (wanted: Omit<DiscussionOptions, "graph" | "viewer">) => Discussions;
}

/** GitHub for one job, with our own policy of pace and repetition on every request. */
export function githubJob(options: GitHubJobOptions): Job {
  const { octokit, owner, repo, labelsOf, accountsOf, configuration = null, clock = realClock } = options;
  const budget = new Budget(clock.now);
  const send = persistent(new Pace().of(0, budget.watch(sendThrough(octokit))), clock);
  const graph = new Graph({ send, owner, repo, configuration });
  const viewer = new Viewer(graph);
  const self = () => viewer.login();
  const accounts = new Accounts({ send, owner, repo, self, accountsOf });
  const reader = new Reader({ graph, accounts, labelsOf });
  const collaborators = new Collaborators(graph, permissionsIn(send, owner, repo));
  const permission = (login: string) => collaborators.permission(login);
  const member = membersOf(send, owner);
  /** A workflow's token sees no private membership, and public ones show in every author's association. */
  const isMember = async (login: string) => !(await viewer.isWorkflow()) && member(login);
  const github = new Client({
    send,
    owner,
    repo,
    reader,
    self,
    permission,
    isMember,
    teamSize: teamsOf(send, owner),
    boards: null,
    fields: null,
  });
  return {
    github,
    archive: new Archive({ graph, accounts, budget, viewer, collaborators, labelsOf }),
    budget,
    issue: (wanted) => new LabelledIssue({ ...wanted, graph, github }),
    discussion: (wanted) => new Discussions({ ...wanted, graph, viewer }),
  };
}
