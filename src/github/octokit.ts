/** The Octokit that Probot is given: bare, as requests are paced and repeated by our own policy. */
import { ProbotOctokit } from "probot";
import { ANSWER_WITHIN } from "./send.ts";

type Fetch = typeof globalThis.fetch;
type Options = NonNullable<ConstructorParameters<typeof ProbotOctokit>[0]>;
type Log = Record<"debug" | "info" | "warn" | "error", (message: string) => void>;

/**
 * Without throttling and retries, whose defaults replay what must not be repeated and hold back all installations
 * together. The defaults have to be a function: Probot overwrites those that are an object.
 */
export const Octokit = ProbotOctokit.defaults((options: Options) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
  request: { ...options.request, fetch: impatient(options.request?.fetch ?? globalThis.fetch) },
  ...(options.log ? { log: discreet(options.log) } : {}),
}));

/** Ends requests that nobody else ends in time, such as those for tokens, which Octokit makes by itself. */
function impatient(fetch: Fetch): Fetch {
  return (input, init) => fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(ANSWER_WITHIN) });
}

/** At this level Probot logs the bodies of all requests: people's words have no place in a log. */
function discreet(log: Log): Log {
  const warn = (message: string) => log.warn(message);
  return { debug: () => {}, info: (message) => log.info(message), warn, error: (message) => log.error(message) };
}
