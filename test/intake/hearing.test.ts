/** What GitHub tells of alerts is tried again as nobody would send it twice: when, how often, and until when. */
import { describe, expect, it } from "vitest";
import { GitHubError, TerminalError, UserError } from "../../src/error.ts";
import { Intake } from "../../src/intake/intake.ts";
import { Roster } from "../../src/intake/roster.ts";

const repository = { installation: 1, owner: "acme", repo: "shop" };
const payload = { action: "alert", client_payload: { title: "Login is down", status: "firing" } };

/** An intake whose tries fail one after the other, as told; `tries` are what became of each, and when. */
function failing(errors: readonly Error[], retries: readonly number[]) {
  const tries: { next: string; at: number }[] = [];
  const surroundings = { templates: {}, now: Date.now };
  const intake = new Intake({
    github: async () => {
      throw errors[Math.min(tries.length, errors.length - 1)];
    },
    roster: new Roster(surroundings),
    visit: () => {},
    surroundings,
    retries,
    onError: (_, __, next) => tries.push({ next, at: Date.now() }),
  });
  return { intake, tries, hear: () => intake.hear(repository, "repository_dispatch", payload) };
}

const down = new GitHubError("GitHub answered 502", { status: 502 });
const told = ({ tries }: ReturnType<typeof failing>) => tries.map(({ next }) => next);

describe("an alert that GitHub told of", () => {
  it("is tried again after each of the waits, and then given up", async () => {
    const story = failing([down], [1, 1]);
    await story.hear();
    expect(told(story)).toEqual(["retry", "retry", "given up"]);
  });

  it("waits for as long as GitHub asks", async () => {
    const limited = new GitHubError("limited", { status: 403, retryAt: Date.now() + 300 });
    const story = failing([limited, down], [1]);
    await story.hear();
    const [first, second] = story.tries;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(200);
  });

  it.each([
    ["can't be read", new UserError("It can't be read.", "Mend it.")],
    ["comes from where the App is no more", new TerminalError("gone")],
  ])("is not tried again where it %s", async (_, error) => {
    const story = failing([error], [60_000]);
    await story.hear();
    expect(told(story)).toEqual(["given up"]);
  });

  it("is tried once more, and at once, where the process is to end", async () => {
    const story = failing([down], [600_000, 600_000]);
    const heard = story.hear();
    while (story.tries.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    await story.intake.drain();
    await heard;
    expect(told(story)).toEqual(["retry", "given up"]);
  });
});
