/** Whom GitHub takes as an assignee: it refuses an issue for anybody else, so we look first. */
import type { ObservedRepository } from "./github/observed.ts";
import type { GitHub } from "./github/port.ts";

/** Whether issues of the repository can be assigned to them. Everybody may read a public one: there it takes a colleague. */
export async function isAssignable(github: GitHub, { private: isPrivate }: ObservedRepository, login: string) {
  const permission = await github.permission(login);
  if (permission !== "read") return permission === "triage";
  return isPrivate || github.isMember(login);
}
