/** What the App says in comments. */
import { describe, expect, test } from "vitest";
import { defaults } from "../../src/config.ts";
import { priorities } from "../../src/incident/action-item.ts";
import { severities } from "../../src/incident/incident.ts";
import { actionItemLabel, incidentLabel, priorityLabel, reviewLabel, severityLabel } from "../../src/words/labels.ts";
import {
  contradictionsText,
  itemClosedText,
  itemDeclinedText,
  itemEvidenceText,
  itemReturnedText,
  itemsSettledText,
  pageText,
  type ReplyView,
  replyText,
  reviewNotHeldText,
  reviewWithoutItemsText,
} from "../../src/words/replies.ts";
import { actionItem, reference, templates } from "./reference.ts";

const silent: ReplyView = {
  refusals: [],
  notAllowed: false,
  readings: [],
  unknownOwners: [],
  help: null,
  notes: [],
  templates,
};

describe("the reply to a comment", () => {
  test("is none where there is nothing to say", () => expect(replyText(silent)).toBeNull());

  test("says what was wrong and what to type instead", () => {
    const refusals = [
      { line: 2, text: "/started 25:00 <b>`@x`", problem: "25:00 is no time.", instead: "/started 15:00" },
    ];
    expect(replyText({ ...silent, refusals })).toMatchInlineSnapshot(`
      "- Line 2, \`\` /started 25:00 <b>\`@x\` \`\`: 25:00 is no time. Try \`/started 15:00\`

      Edit your comment, and it is read again."
    `);
  });

  test("says who may", () => {
    expect(replyText({ ...silent, notAllowed: true })).toBe(
      "Commands are for people with the triage role or more on this repository. Ask one of them to type it; your other words are read all the same.",
    );
  });

  test("combines all there is to say", () => {
    const refusals = [{ line: 0, text: "/foo", problem: "I don't know “foo”.", instead: "" }];
    const readings = ["I read “4:40” as 16:40 UTC."];
    const text = replyText({
      ...silent,
      notAllowed: true,
      refusals,
      readings,
      unknownOwners: ["@x", "y"],
      notes: ["**A note.**"],
    });
    expect(text).toMatchInlineSnapshot(`
      "Commands are for people with the triage role or more on this repository. Ask one of them to type it; your other words are read all the same.

      - \`/foo\`: I don't know “foo”.

      Edit your comment, and it is read again.

      I read “4:40” as 16:40 UTC.

      I can't assign @&#8203;x, y here. Name somebody with access to this repository, or assign the issue by hand.

      **A note.**"
    `);
  });

  test("helps", () => {
    expect(replyText({ ...silent, help: "" })).toContain("A command stands alone on a line");
    expect(replyText({ ...silent, help: "ack" })).toContain("Example:");
  });

  test("to a thousand wrong lines stays short", () => {
    const refusals = Array.from({ length: 1_000 }, (_, line) => ({
      line,
      text: "/x ".repeat(100),
      problem: "p ".repeat(300),
      instead: "/ack",
    }));
    const text = replyText({ ...silent, refusals }) ?? "";
    expect(text.length).toBeLessThan(13_000);
    expect(text).toMatch(/- and \d+ lines more/);
  });
});

describe("a page", () => {
  test("mentions the people it is for, and nobody else", () => {
    expect(pageText({ who: ["greg", "acme/web"], by: "cathy", incident: reference, templates })).toBe(
      "@greg @acme/web [cathy](https://github.com/cathy) asks you to join: Login page is down (sev2). Your first comment here says that you are in.",
    );
  });

  test("mentions nothing that is no login", () => {
    expect(
      pageText({
        who: ["greg", "a b", "x/y/z", "@@everyone"],
        by: "cathy",
        incident: { ...reference, title: "@everyone" },
        templates,
      }),
    ).toBe(
      "@greg [cathy](https://github.com/cathy) asks you to join: @&#8203;everyone (sev2). Your first comment here says that you are in.\n\nThere is nobody to mention for a b, x/y/z, @&#8203;@&#8203;everyone.",
    );
  });
});

test("contradicting times are told with the lines that settle them", () => {
  const contradictions = [
    { earlier: "detected" as const, later: "restored" as const, url: `${reference.url}#issuecomment-5` },
  ];
  expect(contradictionsText({ contradictions, configuration: defaults, templates })).toMatchInlineSnapshot(`
    "Stated times contradict each other:
    - [As stated](https://github.com/acme/shop/issues/12#issuecomment-5), detected lies after restored. Type \`/detected TIME\` or \`/mitigated TIME\` with the right time; until then both stay, and durations between them are left out."
  `);
});

test("what is asked once", () => {
  expect(reviewNotHeldText({ incident: 12, templates })).toMatchInlineSnapshot(
    `"This review was closed as not planned. What speaks against holding it? One sentence here is enough; it goes into the report of #12. To hold it after all, reopen this issue."`,
  );
  expect(reviewWithoutItemsText({ incident: 12, configuration: defaults, templates })).toMatchInlineSnapshot(
    `"The review was held, and no action item came of it. If that is meant, nothing is left to do. If not, type \`/action @who high by DATE TITLE\` on #12, best with one to start at once."`,
  );
  expect(itemDeclinedText({ incident: 12, closedAs: "not planned", templates })).toBe(
    "This action item was closed as not planned. What speaks against it? One sentence here is enough; it goes into the report of #12. If it is done, close it as completed instead.",
  );
  expect(itemDeclinedText({ incident: 12, closedAs: "duplicate", templates })).toBe(
    "This action item was closed as a duplicate. What takes its place? One sentence here is enough; it goes into the report of #12. If it is done, close it as completed instead.",
  );
});

test("labels are what GitHub takes", () => {
  const labels = [
    incidentLabel(defaults),
    actionItemLabel(defaults),
    reviewLabel(defaults),
    ...severities.map(severityLabel),
    ...priorities.map(priorityLabel),
  ];
  expect(labels.map(({ name }) => name)).toEqual([
    "incident",
    "action-item",
    "post-incident-review",
    "sev1",
    "sev2",
    "sev3",
    "sev4",
    "sev5",
    "priority: urgent",
    "priority: high",
    "priority: medium",
    "priority: low",
  ]);
  for (const { color, description } of labels) {
    expect(color).toMatch(/^[\da-f]{6}$/);
    expect(description.length).toBeLessThanOrEqual(100);
  }
});

describe("on action items", () => {
  const incident = reference.number;
  const url = `${reference.url}#issuecomment-9`;

  test("asks how it is known to work, and says how to answer", () => {
    const item = actionItem(15, "Alert", { state: "done" });
    expect(itemEvidenceText({ incident, item, configuration: defaults, templates })).toBe(
      "How do you know it works? One sentence is enough, such as what a test, a graph or a rehearsal showed. Write it here, or on #12 type `/done #15 HOW YOU KNOW`. It goes into the report; nothing waits for it.",
    );
  });

  test("names what was merged, which proves nothing, and the command as it is taken here", () => {
    const pull = (number: number, state: "open" | "merged") => ({ number, url: "https://github.com/", state });
    const item = actionItem(15, "Alert", { pullRequests: [pull(45, "merged"), pull(46, "open"), pull(47, "merged")] });
    const configuration = { ...defaults, commands: { bare: false } };
    expect(itemEvidenceText({ incident, item, configuration, templates })).toBe(
      "Closed with PR #45, PR #47. How do you know it works? One sentence is enough, such as what a test, a graph or a rehearsal showed. Write it here, or on #12 type `/incident done #15 HOW YOU KNOW`. It goes into the report; nothing waits for it.",
    );
  });

  test.each([
    ["done", "Done, as [greg](https://github.com/greg) said on #12 ([comment](URL)). How it is known to work: it came"],
    [
      "declined",
      "Declined, as [greg](https://github.com/greg) said on #12 ([comment](URL)). What speaks against it: it came",
    ],
  ] as const)("says who closed it as %s, and why", (as, text) => {
    const closing = { as, words: "it came", who: "greg", url };
    expect(itemClosedText({ incident: reference, closing, templates })).toBe(text.replace("URL", url));
  });

  test.each([
    [{ state: "open" } as const, "This action item was meant to prevent it, and is still open. Is its priority right?"],
    [
      { state: "done" } as const,
      "This action item was meant to prevent it, and is done. If something is missing, reopen it, or ask for another one on #12.",
    ],
    [
      { state: "declined" } as const,
      "This action item was meant to prevent it, and was declined. If that doesn't hold any more, reopen it.",
    ],
    [
      { state: "declined", reason: "too dear, @greg" } as const,
      "This action item was meant to prevent it, and was declined: “too dear, @&#8203;greg”. If that doesn't hold any more, reopen it.",
    ],
  ])("says that its factor came back: %j", (then, text) => {
    const before = { incident: 3, item: 5, ...then };
    const said = itemReturnedText({ incident: reference, factor: "Retries without *backoff*", before, templates });
    expect(said).toBe(`This came back in #12, Login page is down: “Retries without \\*backoff\\*”.\n\n${text}`);
  });

  const settled = (...items: ReturnType<typeof actionItem>[]) =>
    itemsSettledText({ incident: { ...reference, actionItems: items }, templates });

  test("says that all are settled", () => {
    const done = actionItem(15, "Alert", { state: "done" });
    const declined = actionItem(16, "Rotate the keys", { state: "declined", reason: "They go in May." });
    expect(settled(done)).toBe("The action item of this incident is done.\n\nThank you for seeing it through.");
    expect(settled(declined)).toContain("The action item of this incident is declined.");
    expect(settled(done, declined)).toBe(
      "Both action items of this incident are settled: 1 done, 1 declined.\n\nDeclined:\n- [Rotate the keys](https://github.com/acme/shop/issues/16): They go in May.\n\nThank you for seeing them through.",
    );
    expect(settled(done, done, done)).toContain("All 3 action items of this incident are settled: 3 done.");
  });

  test("stays short, whatever was declined", () => {
    const many = Array.from({ length: 500 }, (_, n) =>
      actionItem(n, "x".repeat(300), { state: "declined", reason: "y".repeat(5_000) }),
    );
    expect(settled(...many).length).toBeLessThan(4_000);
    expect(settled(...many)).toMatch(/- and \d+ more\n\nThank you/);
  });
});
