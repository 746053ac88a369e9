/** The documents are valid GraphQL by GitHub's own schema. */

import { schema as github } from "@octokit/graphql-schema";
import { buildSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import {
  bulkQuery,
  changesOverviewQuery,
  changesQuery,
  collaboratorsQuery,
  deploymentsQuery,
  fullOverviewQuery,
  mergeCommitsQuery,
  viewerQuery,
  visibilityQuery,
} from "../../src/github/bulk-query.ts";
import {
  codeownersQuery,
  detailsQuery,
  filesQuery,
  labelsQuery,
  newestQuery,
  openQuery,
  subIssuesQuery,
  timelineQuery,
  unsettledQuery,
  wholeQuery,
} from "../../src/github/query.ts";
import { costOf } from "../world/graphql/cost.ts";

const schema = buildSchema(github.idl, { assumeValid: true });

test.each([
  ["one issue", wholeQuery(1, 3)],
  ["one issue, no labels", wholeQuery(1, 0)],
  ["25 issues", wholeQuery(25, 3)],
  ["25 issues, no labels", wholeQuery(25, 0)],
  ["more of a timeline", timelineQuery],
  ["what was left out at first", detailsQuery],
  ["more sub-issues", subIssuesQuery],
  ["more labels", labelsQuery],
  ["the newest with six labels", newestQuery(6)],
  ["the open with six labels", openQuery(6)],
  ["the configuration alone", openQuery(0)],
  ["what is unsettled", unsettledQuery({ open: 8, closed: 8 }, "of issues")],
  ["the same with boards", unsettledQuery({ open: 1, closed: 0 }, "of issues and boards")],
  ["files of pull requests", filesQuery(20)],
  ["CODEOWNERS", codeownersQuery],
  ["what a full run begins with", fullOverviewQuery(3, 12)],
  ["the same without lists and labels", fullOverviewQuery(0, 0)],
  ["what has changed", changesOverviewQuery(3, 6)],
  ["the same without labels", changesOverviewQuery(0, 0)],
  ["more changes", changesQuery],
  ["more collaborators", collaboratorsQuery],
  ["25 issues and 12 lists", bulkQuery(25, 12)],
  ["few issues", bulkQuery(10, 0)],
  ["lists alone", bulkQuery(0, 12)],
  ["merge commits", mergeCommitsQuery(100)],
  ["deployments", deploymentsQuery],
  ["who asks", viewerQuery],
  ["whether it is public", visibilityQuery],
])("%s", (_, document) => {
  expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
});

/** By GitHub's rule: the requests that it would take to fill every list, divided by 100; 5,000 points an hour. */
test.each([
  ["one issue", wholeQuery(1, 3), 4],
  ["25 issues", wholeQuery(25, 3), 3],
  ["the details of 100 texts and 100 children", detailsQuery, 5],
  ["more of a timeline", timelineQuery, 1],
  ["more sub-issues", subIssuesQuery, 4],
  ["the newest 100 with a label", newestQuery(1), 2],
  ["the newest 100 with six labels", newestQuery(6), 12],
  ["the open with six labels", openQuery(6), 1],
  ["files of 20 pull requests", filesQuery(20), 1],
  ["what a full run begins with", fullOverviewQuery(3, 12), 1],
  ["what has changed", changesOverviewQuery(3, 6), 2],
  ["25 issues and 12 lists", bulkQuery(25, 12), 2],
  ["10 issues in full", bulkQuery(10, 0), 21],
])("%s: the cost in points", (_, document, points) => {
  const ids = Array.from({ length: 100 }, (_, n) => `I_${n}`);
  expect(costOf(parse(document), { first: 100, texts: ids, children: ids }).points).toBe(points);
});

test("the same number of issues gives the same text, for servers to cache", () => {
  expect(wholeQuery(1, 3)).toBe(wholeQuery(1, 3));
});
