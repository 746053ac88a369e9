/** Discussions: opened and commented on through GraphQL, and watched over as comments are. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Client } from "./client.ts";
import { createWorld, type World } from "./world.ts";

let world: World;

beforeEach(async () => {
  world = createWorld({ permissions: { issues: "write", discussions: "write" } });
  world.person("greg", { role: "write", member: true });
  world.person("rita", { role: "read", member: true });
  world.repository("acme/shop");
  world.openDiscussions(["Announcements", "Show and tell"]);
  await world.listen();
});

afterEach(async () => {
  await world.close();
  expect(world.problems).toEqual([]);
});

interface Found {
  repository: { id: string; discussionCategories: { nodes: { id: string; name: string; slug: string }[] } };
}

const CATEGORIES = `query { repository(owner: "acme", name: "shop") {
  id hasDiscussionsEnabled discussionCategories(first: 25) { nodes { id name slug } }
} }`;

async function open(client: Client, title: string, category = "Announcements"): Promise<string> {
  const { repository } = await client.graphql<Found>(CATEGORIES);
  const categoryId = repository.discussionCategories.nodes.find(({ name }) => name === category)?.id;
  const input = { repositoryId: repository.id, categoryId, title, body: "What we learned." };
  const mutation =
    "mutation ($input: CreateDiscussionInput!) { createDiscussion(input: $input) { discussion { id url } } }";
  const made = await client.graphql<{ createDiscussion: { discussion: { id: string } } }>(mutation, { input });
  return made.createDiscussion.discussion.id;
}

async function comment(client: Client, discussionId: string, body: string): Promise<void> {
  const mutation =
    "mutation ($input: AddDiscussionCommentInput!) { addDiscussionComment(input: $input) { comment { id } } }";
  await client.graphql(mutation, { input: { discussionId, body } });
}

async function rewrite(client: Client, discussionId: string, body: string): Promise<void> {
  const mutation =
    "mutation ($input: UpdateDiscussionInput!) { updateDiscussion(input: $input) { discussion { body } } }";
  await client.graphql(mutation, { input: { discussionId, body } });
}

test("categories are the repository's own", async () => {
  const { repository } = await world.asApp().graphql<Found>(CATEGORIES);
  expect(repository).toMatchObject({
    hasDiscussionsEnabled: true,
    discussionCategories: { nodes: [{ name: "Announcements", slug: "announcements" }, { slug: "show-and-tell" }] },
  });
});

test("a bot's discussion and comments are unread until a test has read them, and after an edit again", async () => {
  const id = await open(world.asApp(), "Digest");
  await comment(world.asApp(), id, "The second week.");
  expect(world.unread().map(({ url }) => url)).toEqual([
    "https://github.com/acme/shop/discussions/1",
    expect.stringMatching(/discussions\/1#discussioncomment-\d+$/),
  ]);
  expect(world.discussions()).toEqual([
    {
      number: 1,
      title: "Digest",
      category: "Announcements",
      author: "sooner[bot]",
      body: "What we learned.",
      comments: [{ author: "sooner[bot]", body: "The second week." }],
    },
  ]);
  expect(world.unread()).toEqual([]);
  await rewrite(world.asApp(), id, "What we have learned.");
  expect(world.unread()).toHaveLength(1);
});

test("a number is taken once, by an issue or a discussion", async () => {
  await world.as("greg").openIssue({ title: "One" });
  await open(world.as("greg"), "Two");
  expect(await world.as("greg").openIssue({ title: "Three" })).toBe(3);
  expect(world.discussions()[0]?.number).toBe(2);
});

test("are listed by category, the one changed last first, with their comments", async () => {
  const first = await open(world.as("rita"), "First");
  world.clock.advance(60_000);
  await open(world.as("rita"), "Second");
  await open(world.as("rita"), "Elsewhere", "Show and tell");
  world.clock.advance(60_000);
  await comment(world.as("greg"), first, "Well done.");
  const { repository } = await world.asApp().graphql<Found>(CATEGORIES);
  const [category] = repository.discussionCategories.nodes;
  const query = `query ($category: ID!) { repository(owner: "acme", name: "shop") { discussions(first: 10, categoryId: $category) {
    nodes { title author { login } comments(last: 5) { nodes { body author { login } createdAt } } }
  } } }`;
  expect(await world.asApp().graphql(query, { category: category?.id })).toMatchObject({
    repository: {
      discussions: {
        nodes: [
          {
            title: "First",
            author: { login: "rita" },
            comments: { nodes: [{ body: "Well done.", author: { login: "greg" } }] },
          },
          { title: "Second", comments: { nodes: [] } },
        ],
      },
    },
  });
});

test("need the permission, for a job too", async () => {
  await expect(open(world.asJob(), "Digest")).rejects.toThrow("Resource not accessible by integration");
  expect(world.discussions()).toEqual([]);
  await open(world.asJob("acme/shop", { issues: "write", discussions: "write" }), "Digest");
  expect(world.discussions()).toMatchObject([{ title: "Digest", author: "github-actions[bot]" }]);
});

test("another's text that the App edits is a trespass", async () => {
  const id = await open(world.as("greg"), "Mine");
  await expect(rewrite(world.as("rita"), id, "Hers.")).rejects.toThrow("Must have admin rights");
  await rewrite(world.asApp(), id, "Taken over.");
  expect(world.trespasses()).toEqual(["edited https://github.com/acme/shop/discussions/1"]);
  expect(world.snapshot()["acme/shop"]).toMatchObject({ discussions: [{ title: "Mine", body: "Taken over." }] });
});
