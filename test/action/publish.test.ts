/** Reports go into a wiki that people write in, too. */
import { describe, expect, test } from "vitest";
import type { Places } from "../../action/places.ts";
import { type Published, type Publishing, publish } from "../../action/publish.ts";
import { alone } from "../../src/report/block.ts";
import type { WikiRepository } from "../world/wiki.ts";
import { serveWiki, type WikiServer } from "./wiki-server.ts";

const memoryPath = "incidents/data/memory.json";
const page = (number: number, text = `Incident ${number}`) => ({ name: `Incident-${number}`, text });
const ours = (number: number, text = `Incident ${number}`) => alone({ key: `Incident-${number}`, text });

/** One run of the Action: it remembers by the wiki alone. */
async function run({ open }: WikiServer, asked: Partial<Publishing> = {}): Promise<Published> {
  const opened = await open();
  const remembered = (await opened.read([memoryPath])).get(memoryPath) ?? "{}";
  return publish({
    wiki: opened,
    pages: [],
    files: new Map(),
    remove: new Map(),
    memory: { path: memoryPath, places: JSON.parse(remembered), text: (places) => `${JSON.stringify(places)}\n` },
    ...asked,
  });
}

function placesIn(wiki: WikiRepository): Places {
  return JSON.parse(wiki.read(memoryPath) ?? "{}");
}

function said({ remarks }: Published): string[] {
  return remarks.map(({ name, remark }) => `${name}: ${remark}`);
}

describe("the first run", () => {
  test("makes pages, data and figures by one commit, and says so", async () => {
    const server = await serveWiki();
    const files = new Map<string, string | Uint8Array>([
      ["incidents/data/2026.jsonl", "{}\n"],
      ["incidents/figures/12.png", new Uint8Array([0x89, 0x50])],
    ]);
    const { commit, ...published } = await run(server, { pages: [page(12), { name: "Home", text: "Reports" }], files });
    expect(commit).toMatch(/^[\da-f]{40}$/);
    expect(published).toEqual({
      changed: ["Incident-12.md", "Home.md", "incidents/data/2026.jsonl", "incidents/figures/12.png", memoryPath],
      written: ["Incident-12", "Home"],
      removed: [],
      unchanged: 0,
      remarks: [],
      renamed: new Map(),
    });
    expect(server.wiki.read("Incident-12.md")).toBe(ours(12));
    expect(server.wiki.read("Home.md")).toBe(`Welcome to the shop wiki!\n\n${alone({ key: "Home", text: "Reports" })}`);
    expect(placesIn(server.wiki)).toEqual({ Home: "Home.md", "Incident-12": "Incident-12.md" });
    expect(server.wiki.commits().length).toBe(2);
  });

  test("leaves people's Home and sidebar as they are, and that is no news", async () => {
    const server = await serveWiki();
    server.wiki.write({ "Home.md": "# Our shop\n", "_Sidebar.md": "* [[Home]]\n" });
    const pages = [{ name: "Home", text: "Reports" }, { name: "_Sidebar", text: "Reports" }, page(12)];
    const published = await run(server, { pages });
    expect([published.written, published.remarks]).toEqual([["Incident-12"], []]);
    expect([server.wiki.read("Home.md"), server.wiki.read("_Sidebar.md")]).toEqual(["# Our shop\n", "* [[Home]]\n"]);
  });

  test("makes the sidebar where only a folder has one", async () => {
    const server = await serveWiki();
    server.wiki.write({ "guides/_Sidebar.md": "* [[Home]]\n" });
    expect((await run(server, { pages: [{ name: "_Sidebar", text: "Reports" }] })).written).toEqual(["_Sidebar"]);
  });
});

test("a run with nothing new makes no commit, and reads no page", async () => {
  const server = await serveWiki();
  const pages = [page(12), page(13)];
  await run(server, { pages });
  const before = server.wiki.requests.fetch;
  expect(await run(server, { pages })).toMatchObject({ commit: null, changed: [], written: [], unchanged: 2 });
  expect(server.wiki.commits().length).toBe(2);
  expect(server.wiki.requests.fetch - before).toBe(3); // A clone takes 2, the memory 1.
});

test("a run writes only what is new, and remembers the others", async () => {
  const server = await serveWiki();
  await run(server, { pages: [page(12), page(13)] });
  const { changed } = await run(server, { pages: [page(12, "Restored"), page(14)] });
  expect(changed).toEqual(["Incident-12.md", "Incident-14.md", memoryPath]);
  expect(Object.keys(placesIn(server.wiki))).toEqual(["Incident-12", "Incident-13", "Incident-14"]);
});

describe("people's pages of the same name", () => {
  test.each([
    "Incident-12.md",
    "Incident-12.asciidoc",
    "guides/Incident-12.md",
    "incident-12.md",
    "Incident 12.md",
    "guides/INCIDENT-12.mediawiki",
  ])("%s stays, and no second one is made", async (path) => {
    const server = await serveWiki();
    server.wiki.write({ [path]: "Our own notes\r\n" });
    const published = await run(server, { pages: [page(12)] });
    expect(published.remarks).toEqual([
      {
        name: "Incident-12",
        remark: "theirs",
        why: "A page of this name was written by people, so it was left alone. Rename it to make room for the report.",
      },
    ]);
    expect(server.wiki.files().sort()).toEqual(["Home.md", path, memoryPath].sort());
    expect(server.wiki.read(path)).toBe("Our own notes\r\n");
  });

  test("in no encoding that we can read stay as well", async () => {
    const server = await serveWiki();
    server.wiki.write({ "Incident-12.md": Buffer.from(ours(12).replace("Incident 12", "M\xfcller"), "latin1") });
    expect(said(await run(server, { pages: [page(12)] }))).toEqual(["Incident-12: theirs"]);
  });

  test("that is longer, or a picture's, is another name", async () => {
    const server = await serveWiki();
    server.wiki.write({ "Incident-123.md": "x", "Incident-12.png": "x", "Incident-12-notes.md": "x" });
    expect((await run(server, { pages: [page(12)] })).written).toEqual(["Incident-12"]);
  });
});

describe("people's words in our pages", () => {
  test("around our part stay byte for byte, whatever we write", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": `Above\r\n\r\n${ours(12)}\r\nBelow\t` });
    expect((await run(server, { pages: [page(12)] })).commit).toBeNull();
    expect(said(await run(server, { pages: [page(12, "Restored")] }))).toEqual([]);
    expect(server.wiki.read("Incident-12.md")).toBe(`Above\r\n\r\n${ours(12, "Restored")}\r\nBelow\t`);
  });

  test("in our part stay until the incident changes, and both is said", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    const edited = ours(12).replace("Incident 12", "Olga's view");
    server.wiki.write({ "Incident-12.md": edited });
    const kept = await run(server, { pages: [page(12)] });
    expect([said(kept), kept.commit]).toEqual([["Incident-12: edited"], null]);
    expect(server.wiki.read("Incident-12.md")).toBe(edited);
    const replaced = await run(server, { pages: [page(12, "Restored")] });
    expect([said(replaced), replaced.written]).toEqual([["Incident-12: edit replaced"], ["Incident-12"]]);
    expect(server.wiki.read("Incident-12.md")).toBe(ours(12, "Restored"));
  });

  test("written while we push are seen before anything is written", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    server.wiki.beforePush(() => server.wiki.write({ "Incident-12.md": `${ours(12)}\nOlga: see the runbook.\n` }));
    await run(server, { pages: [page(12, "Restored"), page(13)] });
    expect(server.wiki.read("Incident-12.md")).toBe(`${ours(12, "Restored")}\nOlga: see the runbook.\n`);
    expect(server.wiki.read("Incident-13.md")).toBe(ours(13));
  });
});

describe("a page that people deleted", () => {
  test("stays deleted, which is said with the way back", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": null });
    const { remarks } = await run(server, { pages: [page(12, "Restored")] });
    expect(remarks.map(({ why }) => why)).toEqual([
      "Somebody deleted it, so it stays deleted. To have it back, make a page of this name with the one word sooner.",
    ]);
    expect(server.wiki.read("Incident-12.md")).toBeNull();
    expect((await run(server, { pages: [page(12, "Restored")] })).commit).toBeNull();
  });

  test("comes back where somebody asks for it", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": null });
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": "sooner\n" });
    expect((await run(server, { pages: [page(12)] })).written).toEqual(["Incident-12"]);
    expect(server.wiki.read("Incident-12.md")).toBe(ours(12));
  });

  test("is looked for once, not by every run", async () => {
    const server = await serveWiki();
    server.wiki.write({ "Runbook.md": "Call Olga." });
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": null });
    const fetches = async () => {
      const before = server.wiki.requests.fetch;
      await run(server, { pages: [page(12)] });
      return server.wiki.requests.fetch - before;
    };
    expect([await fetches(), await fetches()]).toEqual([4, 3]);
  });
});

describe("a page that people renamed", () => {
  test("is kept up to date under its new name, and not made again", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12), page(13)] });
    server.wiki.write({
      "Incident-12.md": null,
      'Login "outage" ü.md': `${ours(12)}Olga was here.\n`,
      "Other.md": "x",
    });
    const published = await run(server, { pages: [page(12, "Restored"), page(13)] });
    expect(published.renamed).toEqual(new Map([["Incident-12", 'Login "outage" ü']]));
    expect(published.remarks).toEqual([]);
    const again = await run(server, { pages: [page(12, "Reviewed"), page(13)] });
    expect(again.changed).toEqual(['Login "outage" ü.md']);
    expect(server.wiki.read('Login "outage" ü.md')).toBe(`${ours(12, "Reviewed")}Olga was here.\n`);
    expect(server.wiki.read("Incident-12.md")).toBeNull();
    expect(server.wiki.read("Other.md")).toBe("x");
  });

  test("into a folder is the same", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": null, "2026/Incident-12.md": ours(12) });
    expect((await run(server, { pages: [page(12, "Restored")] })).changed).toEqual(["2026/Incident-12.md", memoryPath]);
  });

  test("into a place that we can't write to is theirs", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": null, "back\\slash/Incident-12.md": ours(12) });
    expect(said(await run(server, { pages: [page(12, "Restored")] }))).toEqual(["Incident-12: theirs"]);
    expect(server.wiki.read("back\\slash/Incident-12.md")).toBe(ours(12));
  });

  test("is found although its first place has a page of people's now", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": null, "Login.md": ours(12) });
    await run(server, { pages: [page(12)] });
    server.wiki.write({ "Incident-12.md": "See [[Login]]." });
    const published = await run(server, { pages: [page(12, "Restored")] });
    expect([published.changed, said(published)]).toEqual([["Login.md"], []]);
  });
});

describe("a page that is no longer wanted", () => {
  const remove = new Map([["Incident-12", ["incidents/figures/12.png"]]]);
  const files = new Map([["incidents/figures/12.png", "picture"]]);

  test("goes with its figure, and may come again", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)], files });
    expect(await run(server, { remove })).toMatchObject({ removed: ["Incident-12"], remarks: [] });
    expect(server.wiki.files()).toEqual(["Home.md", memoryPath]);
    expect((await run(server, { remove })).commit).toBeNull();
    expect((await run(server, { pages: [page(12)], files })).written).toEqual(["Incident-12"]);
  });

  test("stays, with its figure, where people wrote in it", async () => {
    const server = await serveWiki();
    await run(server, { pages: [page(12)], files });
    server.wiki.write({ "Incident-12.md": `${ours(12)}Olga was here.\n` });
    const published = await run(server, { remove });
    expect([published.removed, said(published)]).toEqual([[], ["Incident-12: kept"]]);
    expect(server.wiki.files()).toEqual(["Home.md", "Incident-12.md", memoryPath, "incidents/figures/12.png"]);
  });

  test("is not people's page of the same name", async () => {
    const server = await serveWiki();
    server.wiki.write({ "Incident-12.md": "Our own notes" });
    expect(said(await run(server, { remove }))).toEqual([]);
    expect(server.wiki.read("Incident-12.md")).toBe("Our own notes");
  });
});

test("two runs at once leave one of everything", async () => {
  const server = await serveWiki();
  const pages = [page(12), page(13)];
  const commits = (await Promise.all([run(server, { pages }), run(server, { pages })])).map(({ commit }) => commit);
  expect(new Set(commits.filter((commit) => commit !== null)).size).toBe(1); // In one second both make the very same commit.
  expect(server.wiki.files()).toEqual(["Home.md", "Incident-12.md", "Incident-13.md", memoryPath]);
  expect(server.wiki.commits().length).toBe(2);
});

test("a thousand pages are one commit and one push", async () => {
  const server = await serveWiki();
  const pages = Array.from({ length: 1000 }, (_, n) => page(n, `Incident ${n}\n`.repeat(200)));
  expect((await run(server, { pages })).written.length).toBe(1000);
  expect((await run(server, { pages })).unchanged).toBe(1000);
  expect([server.wiki.files().length, server.wiki.requests.push, server.wiki.commits().length]).toEqual([1002, 1, 2]);
});
