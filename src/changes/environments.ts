/** Environments whose deployments are told of. */
import type { Configuration } from "../config.ts";

/** Tells whether the environment is one of those configured; without any, whether it is no preview. */
export function watched({ changes }: Pick<Configuration, "changes">): (environment: string) => boolean {
  const wanted = new Set(changes.environments.map((name) => name.toLowerCase()));
  return (environment) => (wanted.size > 0 ? wanted.has(environment.toLowerCase()) : !isPreview(environment));
}

const words = new Set(["preview", "previews", "review", "reviews", "ephemeral"]);
const requests = new Set(["pr", "mr", "pull", "pullrequest"]);

/** By its name, such as `Preview`, `deploy-preview-12`, `review/login`, `pr-123` or `pull/45/merge`. */
export function isPreview(environment: string): boolean {
  const parts = environment.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
  return parts.some((part, index) => words.has(part) || (requests.has(part) && /^\d/.test(parts[index + 1] ?? "")));
}
