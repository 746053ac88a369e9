/** A person in front of an organisation's project: acts on it through the API. */
import type { Project, ProjectField, ProjectItem } from "./project-state.ts";
import { Requester } from "./requester.ts";

export class BoardClient extends Requester {
  /** Puts an issue of the repository on the project, where it may be already. */
  async addToBoard(project: Project, issue: number): Promise<void> {
    const [owner = "", repo = ""] = this.repository.split("/");
    await this.request("POST", `${pathOf(project)}/items`, { type: "Issue", owner, repo, number: issue });
  }

  /** Sets a field by its name: an option by its name, a day such as `2026-12-01`, or a text; null empties it. */
  async setOnBoard(project: Project, issue: number, field: string, value: string | null): Promise<void> {
    const { id, options } = fieldOf(project, field);
    const option = options.find(({ name }) => name === value)?.id;
    const fields = [{ id, value: option ?? value }];
    await this.request("PATCH", `${pathOf(project)}/items/${this.#itemOf(project, issue).id}`, { fields });
  }

  async removeFromBoard(project: Project, issue: number): Promise<void> {
    await this.request("DELETE", `${pathOf(project)}/items/${this.#itemOf(project, issue).id}`);
  }

  async archiveOnBoard(project: Project, issue: number): Promise<void> {
    const input = { projectId: project.nodeId, itemId: this.#itemOf(project, issue).nodeId };
    await this.#mutate("archiveProjectV2Item", "ArchiveProjectV2ItemInput", input);
  }

  async restoreOnBoard(project: Project, issue: number): Promise<void> {
    const input = { projectId: project.nodeId, itemId: this.#itemOf(project, issue).nodeId };
    await this.#mutate("unarchiveProjectV2Item", "UnarchiveProjectV2ItemInput", input);
  }

  async renameBoardField(project: Project, field: string, name: string): Promise<void> {
    const input = { fieldId: fieldOf(project, field).nodeId, name };
    await this.#mutate("updateProjectV2Field", "UpdateProjectV2FieldInput", input);
  }

  /** Gives a single select these options: those that are there keep their values, the values of any other are emptied. */
  async setBoardOptions(project: Project, field: string, options: readonly string[]): Promise<void> {
    const singleSelectOptions = options.map((name) => ({ name, color: "GRAY", description: "" }));
    const input = { fieldId: fieldOf(project, field).nodeId, singleSelectOptions };
    await this.#mutate("updateProjectV2Field", "UpdateProjectV2FieldInput", input);
  }

  async deleteBoardField(project: Project, field: string): Promise<void> {
    const input = { fieldId: fieldOf(project, field).nodeId };
    await this.#mutate("deleteProjectV2Field", "DeleteProjectV2FieldInput", input);
  }

  async closeBoard(project: Project): Promise<void> {
    await this.#mutate("updateProjectV2", "UpdateProjectV2Input", { projectId: project.nodeId, closed: true });
  }

  async reopenBoard(project: Project): Promise<void> {
    await this.#mutate("updateProjectV2", "UpdateProjectV2Input", { projectId: project.nodeId, closed: false });
  }

  async deleteBoard(project: Project): Promise<void> {
    await this.#mutate("deleteProjectV2", "DeleteProjectV2Input", { projectId: project.nodeId });
  }

  async #mutate(name: string, type: string, input: object): Promise<void> {
    await this.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { clientMutationId } }`, { input });
  }

  #itemOf(project: Project, issue: number): ProjectItem {
    const item = project.items.find(
      ({ content }) => content.number === issue && content.repository.fullName === this.repository,
    );
    if (!item) throw new Error(`#${issue} is not on the project ${project.title}`);
    return item;
  }
}

const pathOf = ({ owner, number }: Project): string => `/orgs/${owner.login}/projectsV2/${number}`;

function fieldOf(project: Project, name: string): ProjectField {
  const field = project.fields.find((each) => each.name === name);
  if (!field) throw new Error(`The project ${project.title} has no field ${name}`);
  return field;
}
