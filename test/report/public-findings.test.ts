/** What people are told when a public page is held back, and when it is published after all. */
import { expect, test } from "vitest";
import { type HeldBack, heldBack } from "../../src/report/public-check.ts";
import { mendedText, publicFindingsText } from "../../src/report/public-findings.ts";
import { templates } from "../words/reference.ts";

const surroundings = {
  server: "https://github.com",
  repository: "acme/shop",
  private: true,
  publicHosts: [],
  isPublic: async () => false,
};

const held = await heldBack(
  [
    { place: "the summary for the public", text: "@cathy found password: hunter2 on db.internal." },
    { place: "the update of 16:16", text: "See #9." },
  ],
  surroundings,
);

test("what to change, and where", () => {
  expect(publicFindingsText({ incident: 12, findings: held, templates })).toMatchInlineSnapshot(`
    "**The public page is held back**, as 4 things in the public texts of #12 should not be told outside:

    - A **secret** in the summary for the public: \`hunt…\`. Remove it, and replace the secret itself: who can read this issue has read it.
    - A **mention** in the summary for the public: \`@cathy\`. Write the team or the role, such as “our engineers”, rather than a person.
    - An **internal host** in the summary for the public: \`db.internal\`. Write the service's name, or list the host under \`report.publicHosts\` where it is public.
    - A **private link** in the update of 16:16: \`#9\`. Say in words what stands there, as readers outside can't open it.

    Edit the review's section “Summary for the public”, or the comments with \`/public\`, \`/update\` or \`/affects\` on #12. What they say then counts: the next run checks again, and publishes the page once nothing is left. All other pages are written."
  `);
});

test("one thing", () => {
  const text = publicFindingsText({ incident: 12, findings: held.slice(0, 1), templates });
  expect(text).toContain("as 1 thing in the public texts of #12");
  expect(text).not.toContain("hunter2");
});

test("mended", () => {
  expect(mendedText({ incident: 12, templates })).toBe(
    "Published now: the public texts of #12 were mended, and the page Incident-12-public is in the wiki.",
  );
});

test("very many findings fit into a comment, and none of them breaks out of it", () => {
  const finding = { kind: "mention", found: `@${"`x".repeat(200)}`, remedy: "Write the team." } as const;
  const many: HeldBack[] = Array.from({ length: 2_000 }, () => ({ place: "<b>@all", finding }));
  const text = publicFindingsText({ incident: 12, findings: many, templates });
  expect(text.length).toBeLessThan(14_000);
  expect(text).toContain("2000 things");
  expect(text).not.toMatch(/<b>|@all/);
});
