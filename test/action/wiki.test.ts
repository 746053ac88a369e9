/** The wiki by real git over HTTP: what comes here, what goes there, and everything that can be in between. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { contentId } from "../../action/files.ts";
import { Wiki } from "../../action/wiki.ts";
import type { WikiStep } from "../world/wiki.ts";
import { serveWiki, token } from "./wiki-server.ts";

const change = (path: string, content: string | Uint8Array | null) => async () => ({ changes: [{ path, content }] });
const bot = "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "wiki-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe("reading", () => {
  test("the names of all files come, with the ids that git gives their contents", async () => {
    const { wiki, open } = await serveWiki();
    wiki.write({ "incidents/data/2026.jsonl": "{}\n" });
    const opened = await open();
    expect(Object.fromEntries(opened.files)).toEqual({
      "Home.md": contentId("Welcome to the shop wiki!"),
      "incidents/data/2026.jsonl": contentId("{}\n"),
    });
  });

  test("a few pages of three thousand are fetched by one request, and no others", async () => {
    const { wiki, open } = await serveWiki();
    const page = (n: number) => `${n} ${contentId(String(n)).repeat(50)}`;
    wiki.write(Object.fromEntries(Array.from({ length: 3000 }, (_, n) => [`Page-${n}.md`, page(n)])));
    const opened = await open();
    const before = { ...wiki.requests };
    const sent = wiki.sent;
    const texts = await opened.read(["Page-7.md", "Page-2999.md", "Home.md", "Nowhere.md"]);
    expect(Object.fromEntries(texts)).toEqual({
      "Page-7.md": page(7),
      "Page-2999.md": page(2999),
      "Home.md": "Welcome to the shop wiki!",
    });
    expect(wiki.requests.fetch - before.fetch).toBe(1);
    expect(wiki.sent - sent).toBeLessThan(2_000);
    expect(wiki.sent).toBeLessThan(150_000);
    await opened.read(["Page-7.md"]);
    expect(wiki.requests.fetch - before.fetch).toBe(1);
  });

  test("a server without partial clones sends everything at once, and is read as well", async () => {
    const { wiki, open } = await serveWiki();
    wiki.withoutFilters();
    const opened = await open();
    const { fetch } = wiki.requests;
    expect([...(await opened.read(["Home.md"])).values()]).toEqual(["Welcome to the shop wiki!"]);
    expect(wiki.requests.fetch).toBe(fetch);
  });

  test("pages of people's with any name are read byte for byte", async () => {
    const { wiki, open } = await serveWiki();
    const names = [
      "a b.md",
      'say "hi".md',
      "line\nbreak.md",
      "Über-日本.md",
      "-rf.md",
      "--help",
      "tab\there.md",
      "$(id).md",
    ];
    const texts = names.map((name, index) => [name, `\ufeff${index}\r\nwords`] as const);
    wiki.write(Object.fromEntries(texts));
    const opened = await open();
    expect(await opened.read(names)).toEqual(new Map(texts));
  });

  test("what is no UTF-8 is left out", async () => {
    const { wiki, open } = await serveWiki();
    wiki.write({ "Latin.md": Buffer.from([0x66, 0xfc, 0x72]) });
    expect((await (await open()).read(["Latin.md"])).size).toBe(0);
  });
});

describe("publishing", () => {
  test("makes one commit, by the name of GitHub's own bot", async () => {
    const { wiki, open } = await serveWiki();
    const opened = await open();
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 10, 13, 255]);
    const published = await opened.publish("Update the incident reports", async () => ({
      changes: [
        { path: "Incident-12.md", content: "# Login down\n" },
        { path: "incidents/figures/12.png", content: picture },
        { path: "Home.md", content: null },
      ],
    }));
    expect(published.changed).toEqual(["Incident-12.md", "incidents/figures/12.png", "Home.md"]);
    expect(wiki.files()).toEqual(["Incident-12.md", "incidents/figures/12.png"]);
    expect(wiki.read("Incident-12.md")).toBe("# Login down\n");
    expect(opened.files.get("incidents/figures/12.png")).toBe(contentId(picture));
    expect(wiki.commits()).toMatchObject([{ author: bot, message: "Update the incident reports" }, {}]);
  });

  test("leaves all other files as they are, without fetching one", async () => {
    const { wiki, open } = await serveWiki();
    wiki.write({ "-rf.md": "x", 'a "b"/ü.md': "y", "line\nbreak.md": "z" });
    const opened = await open();
    const { fetch } = wiki.requests;
    await opened.publish("New", change("New.md", "new"));
    expect(wiki.files().sort()).toEqual(["-rf.md", "Home.md", "New.md", 'a "b"/ü.md', "line\nbreak.md"]);
    expect(wiki.read("line\nbreak.md")).toBe("z");
    expect(wiki.requests.fetch).toBe(fetch);
  });

  test("commits nothing where nothing changes", async () => {
    const { wiki, open } = await serveWiki();
    const opened = await open();
    const changes = [
      { path: "Home.md", content: "Welcome to the shop wiki!" },
      { path: "Gone.md", content: null },
    ];
    expect(await opened.publish("Nothing", async () => ({ changes }))).toMatchObject({ commit: null, changed: [] });
    expect([wiki.commits().length, wiki.requests["list to push"]]).toEqual([1, 0]);
  });

  test("goes on from what it has published", async () => {
    const { wiki, open } = await serveWiki();
    const opened = await open();
    await opened.publish("One", change("One.md", "1"));
    await opened.publish("Two", change("Two.md", "2"));
    expect(await opened.read(["One.md", "Two.md"])).toEqual(
      new Map([
        ["One.md", "1"],
        ["Two.md", "2"],
      ]),
    );
    expect(wiki.commits().map(({ message }) => message)).toEqual(["Two", "One", "Initial Home page"]);
  });

  test("makes the first commit of a repository without any", async () => {
    const { wiki, open } = await serveWiki({ firstPage: false });
    wiki.create();
    const opened = await open();
    expect(opened.files.size).toBe(0);
    await opened.publish("First", change("Incidents.md", "None so far."));
    expect(wiki.read("Incidents.md")).toBe("None so far.");
  });

  test("refuses paths that lead elsewhere", async () => {
    const { wiki, open } = await serveWiki();
    const publishing = (await open()).publish("Bad", change("../up.md", "x"));
    await expect(publishing).rejects.toThrow('Not a path to write: "../up.md"');
    expect(wiki.commits().length).toBe(1);
  });

  test.each([
    ["a file where a folder is needed", { incidents: "our notes" }, "incidents/data/2026.jsonl"],
    ["a folder where a file is needed", { "Incident-12.md/notes": "our notes" }, "Incident-12.md"],
  ])("does not write over %s", async (_, files: Record<string, string>, path) => {
    const { wiki, open } = await serveWiki();
    wiki.write(files);
    const opened = await open();
    await expect(opened.publish("Over", change(path, "x"))).rejects.toMatchObject({ kind: "in the way" });
    expect(Object.keys(files).map((name) => wiki.read(name))).toEqual(["our notes"]);
  });
});

describe("a race", () => {
  test.each<WikiStep>(["list to push", "push"])("lost at “%s” is run again on the new state", async (step) => {
    const { wiki, open } = await serveWiki();
    const opened = await open();
    const seen: string[][] = [];
    wiki.beforePush(() => wiki.write({ "Runbook.md": "Call Olga." }, "A person was faster"), step as "push");
    const { commit } = await opened.publish("Ours", async () => {
      seen.push([...opened.files.keys()]);
      return { changes: [{ path: "Incident-12.md", content: `${opened.files.size} files` }] };
    });
    expect(seen).toEqual([["Home.md"], ["Home.md", "Runbook.md"]]);
    expect(commit).not.toBeNull();
    expect(wiki.read("Incident-12.md")).toBe("2 files");
    expect(wiki.commits().map(({ message }) => message)).toEqual(["Ours", "A person was faster", "Initial Home page"]);
  });

  test("that somebody else wins five times is given up, with pauses that grow", async () => {
    const { wiki, url } = await serveWiki();
    const pauses: number[] = [];
    const pause = async (ms: number) => void pauses.push(ms);
    const opened = await Wiki.open({ url, token, pause });
    onTestFinished(() => opened.close());
    let turn = 0;
    const compose = async () => {
      wiki.beforePush(() => wiki.write({ "Busy.md": String(turn++) }));
      return { changes: [{ path: "Ours.md", content: "x" }] };
    };
    await expect(opened.publish("Ours", compose)).rejects.toThrow(/^git push failed: .*\[rejected\]/s);
    expect([turn, pauses]).toEqual([5, [500, 1000, 2000, 4000]]);
    expect(wiki.read("Ours.md")).toBeNull();
  });
});

describe("a fault", () => {
  test.each<WikiStep>(["list to fetch", "fetch"])("at “%s” passes when it is opened", async (step) => {
    const { wiki, open } = await serveWiki();
    wiki.failAt(step, 2);
    expect([...(await open()).files.keys()]).toEqual(["Home.md"]);
  });

  test.each<WikiStep>(["list to fetch", "fetch"])("at “%s” passes when it is read", async (step) => {
    const { wiki, open } = await serveWiki();
    const opened = await open();
    wiki.failAt(step);
    expect((await opened.read(["Home.md"])).size).toBe(1);
  });

  test.each<WikiStep>(["list to push", "push", "list to fetch", "fetch"])(
    "at “%s” passes when it is written",
    async (step) => {
      const { wiki, open } = await serveWiki();
      const opened = await open();
      wiki.failAt("list to push");
      wiki.failAt(step);
      await opened.publish("Ours", change("Ours.md", "x"));
      expect(wiki.commits().map(({ message }) => message)).toEqual(["Ours", "Initial Home page"]);
    },
  );

  test("that loses only the answer to the push makes no second commit", async () => {
    const { wiki, open } = await serveWiki();
    const opened = await open();
    wiki.hangUpAfterPush();
    const { commit, changed } = await opened.publish("Ours", change("Ours.md", "x"));
    expect([commit === null, changed]).toEqual([false, ["Ours.md"]]);
    expect(wiki.commits().map(({ message }) => message)).toEqual(["Ours", "Initial Home page"]);
  });

  test("that lasts ends in an error that is not the user's", async () => {
    const { wiki, open } = await serveWiki();
    wiki.failAt("fetch", 100);
    await expect(open()).rejects.toMatchObject({ name: "GitError", step: "clone" });
  });

  test("as when the job is killed between commit and push leaves nothing that the next run minds", async () => {
    const { wiki, open } = await serveWiki();
    const first = await open();
    wiki.failAt("push", 5);
    await expect(first.publish("Killed", change("Ours.md", "x"))).rejects.toThrow("502");
    first.close();
    await (await open()).publish("Next run", change("Ours.md", "x"));
    expect(wiki.commits().map(({ message }) => message)).toEqual(["Next run", "Initial Home page"]);
  });
});

describe("what somebody must do first", () => {
  test("the first page is made by hand", async () => {
    const { url, open } = await serveWiki({ firstPage: false });
    await expect(open()).rejects.toMatchObject({
      name: "UserError",
      kind: "no first page",
      message: "The wiki of acme/shop has no page yet, and the first one can only be made in the browser.",
      remedy: `Open ${url}/wiki/_new, save a page with any words, and run the job again. Where there are pages already, the workflow lacks \`permissions: contents: write\`.`,
    });
  });

  test("a token that may only read", async () => {
    const { allow, open } = await serveWiki();
    allow("read");
    await expect((await open()).publish("Ours", change("a.md", "x"))).rejects.toMatchObject({
      kind: "no permission",
      message:
        "The job's token may not write to the wiki of acme/shop. GitHub says: Permission to acme/shop.wiki.git denied to github-actions[bot].",
      remedy: "Give the job `permissions: contents: write` in its workflow file, and run it again.",
    });
  });

  test("a token that is wrong", async () => {
    const { open } = await serveWiki();
    await expect(open({ token: "ghs_wrong" })).rejects.toMatchObject({ kind: "bad token" });
  });

  test("a token that isn't let see the repository", async () => {
    const { allow, open } = await serveWiki();
    allow("none");
    await expect(open()).rejects.toMatchObject({ kind: "no first page" });
  });

  test("a rule of the organisation's, tried once", async () => {
    const { wiki, open } = await serveWiki();
    wiki.protect();
    const publishing = (await open()).publish("Ours", change("a.md", "x"));
    await expect(publishing).rejects.toMatchObject({
      kind: "protected",
      message:
        "A rule of the repository or of its organisation declines pushes to the wiki of acme/shop. GitHub says: GH013: Repository rule violations found.",
    });
    expect(wiki.requests.push).toBe(1);
  });

  test("a runner without git", async () => {
    const { open } = await serveWiki();
    vi.stubEnv("PATH", "/nonexistent");
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(open()).rejects.toMatchObject({ message: "There is no git on this runner." });
  });
});

test("a server that can't be reached is not the user's to mend", async () => {
  const opening = Wiki.open({ url: "http://127.0.0.1:1/acme/shop", token, pause: async () => {} });
  await expect(opening).rejects.toMatchObject({ name: "GitError", step: "clone" });
  await expect(opening).rejects.not.toHaveProperty("remedy");
});

describe("the token", () => {
  const forms = [token, Buffer.from(`x-access-token:${token}`).toString("base64")];
  const holdsToken = (text: string) => forms.some((form) => text.includes(form));

  test("is on no command line, in no file, and in no other folder than a temporary one that goes", async () => {
    const room = temporaryFolder();
    vi.stubEnv("TMPDIR", room);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { wiki, url } = await serveWiki();
    const opened = await Wiki.open({ url, token });
    let seen = "";
    wiki.beforePush(() => {
      seen = execFileSync("ps", ["-eo", "args"], { encoding: "utf8" });
    });
    await opened.read(["Home.md"]);
    await opened.publish("Ours", change("a.md", "x"));
    expect(seen).toMatch(/git .*push --quiet/);
    expect(holdsToken(seen)).toBe(false);
    const files = readdirSync(room, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), "latin1"));
    expect(files.map(({ name }) => name)).toContain("config");
    expect(texts.some(holdsToken)).toBe(false);
    opened.close();
    expect(readdirSync(room).filter((name) => name.startsWith("sooner-"))).toEqual([]);
  });

  test("is in no error, also where the server says it back", async () => {
    const server = createServer((request, response) => {
      response
        .writeHead(500, { "content-type": "text/plain" })
        .end(`You sent ${request.headers.authorization}, ${token}`);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/shop`;
    const error = await Wiki.open({ url, token, pause: async () => {} }).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: "GitError" });
    const everything = JSON.stringify([error, Object.entries(error), String(error), (error as Error).stack]);
    expect(everything).toContain("You sent Basic ***, ***");
    expect(holdsToken(everything)).toBe(false);
  });

  test("does not follow a redirection to somebody else", async () => {
    const sent: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      sent.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const server = createServer(
      (request, response) => void response.writeHead(301, { location: `${elsewhere}${request.url}` }).end(),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void [server, other].map((each) => each.close()));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/acme/shop`;
    await expect(Wiki.open({ url, token, pause: async () => {} })).rejects.toMatchObject({
      name: "GitError",
    });
    expect(sent).toEqual([]);
  });
});

describe("git is kept to itself", () => {
  let home = "";
  beforeEach(() => {
    home = temporaryFolder();
    vi.stubEnv("HOME", home);
  });
  afterEach(() => void vi.unstubAllEnvs());

  test("whatever the machine's configuration, hooks, variables and templates say", async () => {
    const mark = join(home, "ran");
    const hooks = join(home, "hooks");
    mkdirSync(hooks);
    execFileSync("git", ["config", "--file", join(home, ".gitconfig"), "core.hooksPath", hooks]);
    execFileSync("git", ["config", "--file", join(home, ".gitconfig"), "user.name", "Mallory"]);
    execFileSync("sh", [
      "-c",
      `printf '#!/bin/sh\\ntouch ${mark}\\n' > ${hooks}/pre-push && chmod +x ${hooks}/pre-push`,
    ]);
    vi.stubEnv("GIT_DIR", "/nonexistent");
    vi.stubEnv("GIT_AUTHOR_NAME", "Mallory");
    vi.stubEnv("GIT_TRACE", join(home, "trace"));
    vi.stubEnv("GIT_TRACE_CURL", join(home, "trace"));
    const { wiki, open } = await serveWiki();
    await (await open()).publish("Ours", change("a.md", "x"));
    expect(wiki.commits()[0]?.author).toBe(bot);
    expect([existsSync(mark), existsSync(join(home, "trace"))]).toEqual([false, false]);
  });
});
