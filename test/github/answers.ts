/** What GitHub answers to our GraphQL documents, as small as it comes. */
import type { AnsweredChild, AnsweredItem, AnsweredRepository, AnsweredSubject } from "../../src/github/answer.ts";

export const cathy = { __typename: "User", login: "cathy" };
export const app = { __typename: "Bot", login: "sooner" };

export const repository: AnsweredRepository = {
  name: "shop",
  url: "https://github.com/acme/shop",
  isPrivate: true,
  owner: { login: "acme" },
};

export const issue: AnsweredSubject = {
  __typename: "Issue",
  number: 12,
  id: "I_12",
  databaseId: 120,
  title: "Login is down",
  body: "It shows an error.",
  url: "https://github.com/acme/shop/issues/12",
  createdAt: "2026-03-10T16:06:00Z",
  state: "OPEN",
};

export const child: AnsweredChild = {
  id: "I_13",
  number: 13,
  databaseId: 130,
  title: "More host monitoring",
  url: "https://github.com/acme/shop/issues/13",
  body: "",
  state: "CLOSED",
  stateReason: "NOT_PLANNED",
  createdAt: "2026-03-11T09:00:00Z",
  closedAt: "2026-03-12T09:00:00Z",
  labels: { nodes: [] },
};

export const comment: AnsweredItem = {
  __typename: "IssueComment",
  id: "IC_7",
  databaseId: 7,
  url: "https://github.com/acme/shop/issues/12#issuecomment-7",
  body: "/ack",
  createdAt: "2026-03-10T16:07:00Z",
  author: cathy,
  authorAssociation: "MEMBER",
};
