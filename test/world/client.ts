/** A person at the keyboard: acts through the API, by real HTTP requests. A refused act throws the `Refusal`. */
import { BoardClient } from "./board-client.ts";
import type { DeploymentState, ReactionContent, StateReason } from "./state.ts";

export interface IssueText {
  title: string;
  body?: string;
  labels?: string[];
  assignees?: string[];
  /** Through an issue form, which puts its labels on for anybody. */
  viaForm?: boolean;
}

interface Deploy {
  /** A commit, or a branch; the newest of the main one where it is left out. */
  sha?: string;
  environment: string;
  /** How it went; not told yet where it is left out. */
  state?: DeploymentState;
}

interface Numbered {
  id: number;
  number: number;
}

export class Client extends BoardClient {
  /** Opens an issue and gives its number. */
  async openIssue({ viaForm = false, ...text }: IssueText): Promise<number> {
    const headers: Record<string, string> = viaForm ? { "x-world-door": "form" } : {};
    return (await this.request<Numbered>("POST", this.#path("issues"), text, headers)).number;
  }

  /** Comments on an issue and gives the comment's id. */
  async comment(issue: number, body: string): Promise<number> {
    return (await this.request<Numbered>("POST", this.#path(`issues/${issue}/comments`), { body })).id;
  }

  async editComment(comment: number, body: string): Promise<void> {
    await this.request("PATCH", this.#path(`issues/comments/${comment}`), { body });
  }

  async deleteComment(comment: number): Promise<void> {
    await this.request("DELETE", this.#path(`issues/comments/${comment}`));
  }

  /** Hides a comment as off topic. */
  async minimizeComment(comment: number): Promise<void> {
    const input = { subjectId: `IC_${comment}`, classifier: "OFF_TOPIC" };
    await this.graphql(
      "mutation ($input: MinimizeCommentInput!) { minimizeComment(input: $input) { clientMutationId } }",
      { input },
    );
  }

  async editIssue(issue: number, text: { title?: string; body?: string; labels?: string[] }): Promise<void> {
    await this.request("PATCH", this.#path(`issues/${issue}`), text);
  }

  async label(issue: number, ...labels: string[]): Promise<void> {
    await this.request("POST", this.#path(`issues/${issue}/labels`), { labels });
  }

  async unlabel(issue: number, label: string): Promise<void> {
    await this.request("DELETE", this.#path(`issues/${issue}/labels/${encodeURIComponent(label)}`));
  }

  async assign(issue: number, ...assignees: string[]): Promise<void> {
    await this.request("POST", this.#path(`issues/${issue}/assignees`), { assignees });
  }

  async unassign(issue: number, ...assignees: string[]): Promise<void> {
    await this.request("DELETE", this.#path(`issues/${issue}/assignees`), { assignees });
  }

  async close(issue: number, reason: Exclude<StateReason, "reopened"> = "completed"): Promise<void> {
    await this.request("PATCH", this.#path(`issues/${issue}`), { state: "closed", state_reason: reason });
  }

  async lock(issue: number): Promise<void> {
    await this.request("PUT", this.#path(`issues/${issue}/lock`));
  }

  async unlock(issue: number): Promise<void> {
    await this.request("DELETE", this.#path(`issues/${issue}/lock`));
  }

  /** Gives a label of the repository another name. */
  async renameLabel(from: string, to: string): Promise<void> {
    await this.request("PATCH", this.#path(`labels/${encodeURIComponent(from)}`), { new_name: to });
  }

  /** Moves an issue to another repository of the same owner. */
  async transferIssue(issue: number, to: string): Promise<void> {
    const { node_id: issueId } = await this.request<{ node_id: string }>("GET", this.#path(`issues/${issue}`));
    const { node_id: repositoryId } = await this.request<{ node_id: string }>("GET", `/repos/${to}`);
    await this.graphql("mutation ($input: TransferIssueInput!) { transferIssue(input: $input) { clientMutationId } }", {
      input: { issueId, repositoryId },
    });
  }

  /** Deploys a commit (the newest, where none is named), and says how it went; gives the deployment's id. */
  async deploy({ sha, environment, state }: Deploy): Promise<number> {
    const wanted = { ref: sha ?? "main", environment, auto_merge: false, required_contexts: [] };
    const { id } = await this.request<Numbered>("POST", this.#path("deployments"), wanted);
    if (state) await this.tellDeployment(id, state);
    return id;
  }

  /** Says how a deployment goes. */
  async tellDeployment(deployment: number, state: DeploymentState): Promise<void> {
    await this.request("POST", this.#path(`deployments/${deployment}/statuses`), { state });
  }

  async reopen(issue: number): Promise<void> {
    await this.request("PATCH", this.#path(`issues/${issue}`), { state: "open" });
  }

  async deleteIssue(issue: number): Promise<void> {
    const { node_id } = await this.request<{ node_id: string }>("GET", this.#path(`issues/${issue}`));
    const input = { issueId: node_id };
    await this.graphql("mutation ($input: DeleteIssueInput!) { deleteIssue(input: $input) { clientMutationId } }", {
      input,
    });
  }

  async react(comment: number, content: ReactionContent): Promise<void> {
    await this.request("POST", this.#path(`issues/comments/${comment}/reactions`), { content });
  }

  /** Takes a reaction of theirs to a comment back. */
  async unreact(comment: number, content: ReactionContent): Promise<void> {
    const path = this.#path(`issues/comments/${comment}/reactions`);
    const { id } = await this.request<Numbered>("POST", path, { content }); // Reacting again gives back the first.
    await this.request("DELETE", `${path}/${id}`);
  }

  async reactToIssue(issue: number, content: ReactionContent): Promise<void> {
    await this.request("POST", this.#path(`issues/${issue}/reactions`), { content });
  }

  async pinComment(comment: number): Promise<void> {
    await this.request("PUT", this.#path(`issues/comments/${comment}/pin`));
  }

  async unpinComment(comment: number): Promise<void> {
    await this.request("DELETE", this.#path(`issues/comments/${comment}/pin`));
  }

  async addSubIssue(parent: number, child: number): Promise<void> {
    const { id } = await this.request<Numbered>("GET", this.#path(`issues/${child}`));
    await this.request("POST", this.#path(`issues/${parent}/sub_issues`), { sub_issue_id: id });
  }

  async removeSubIssue(parent: number, child: number): Promise<void> {
    const { id } = await this.request<Numbered>("GET", this.#path(`issues/${child}`));
    await this.request("DELETE", this.#path(`issues/${parent}/sub_issue`), { sub_issue_id: id });
  }

  /** Opens a pull request and gives its number; labels are put on afterwards, as GitHub's API has it. */
  async openPullRequest({ title, body = "", labels = [] }: IssueText): Promise<number> {
    const text = { title, body, head: "change", base: "main" };
    const { number } = await this.request<Numbered>("POST", this.#path("pulls"), text);
    if (labels.length > 0) await this.label(number, ...labels);
    return number;
  }

  async mergePullRequest(pullRequest: number): Promise<void> {
    await this.request("PUT", this.#path(`pulls/${pullRequest}/merge`));
  }

  /** Sends a `repository_dispatch`. */
  async dispatch(eventType: string, clientPayload: object = {}): Promise<void> {
    await this.request("POST", this.#path("dispatches"), { event_type: eventType, client_payload: clientPayload });
  }

  #path(rest: string): string {
    return `/repos/${this.repository}/${rest}`;
  }
}
