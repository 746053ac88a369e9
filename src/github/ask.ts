/** One REST request with what it answers, or the error that it deserves. */
import { GitHubError } from "../error.ts";
import { type Answer, type Call, messageOf, type Send } from "./send.ts";

/** Refusals that a caller is ready for. */
export type Expected = (answer: Answer) => boolean;

/** What is gone already. */
export const gone: Expected = ({ status }) => status === 404;
/** What GitHub, or the team, may simply not allow. */
export const notAllowed: Expected = ({ status }) => status === 403 || status === 404 || status === 422;

/** Whether GitHub did what it was asked. */
export function isDone({ status }: Answer): boolean {
  return status !== null && status < 400;
}

/**
 * The answer, where GitHub did what it was asked, or refused as the caller expects.
 * @throws GitHubError for any other refusal.
 */
export async function ask(send: Send, call: Call, expected: Expected = () => false): Promise<Answer> {
  const answer = await send(call);
  if (isDone(answer) || expected(answer)) return answer;
  const said = messageOf(answer.data);
  const message = `GitHub answered ${answer.status} to ${call.route}${said === "" ? "" : `: ${said}`}`;
  throw new GitHubError(message, { status: answer.status });
}

/** All pages of a list, as GitHub's `Link` header leads from one to the next; none where it refuses as expected. */
export async function askAll(send: Send, call: Call, expected?: Expected): Promise<unknown[]> {
  const pages: unknown[] = [];
  for (let next: Call | null = call; next !== null; ) {
    const answer: Answer = await ask(send, next, expected);
    if (isDone(answer)) pages.push(answer.data);
    const route = nextRoute(answer);
    next = route === null ? null : { kind: call.kind, route, parameters: {} };
  }
  return pages;
}

/** `Link: <https://…?page=2>; rel="next", <…>; rel="last"` */
function nextRoute({ headers }: Answer): string | null {
  const links = String(headers.link ?? "").split(",");
  const next = links.find((link) => link.includes('rel="next"'));
  return next ? `GET ${next.slice(next.indexOf("<") + 1, next.indexOf(">"))}` : null;
}
