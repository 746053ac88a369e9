/** The demo as people start it: it plays its cases on the real App and Action, and its pages look right in a browser. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify, stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { browse, browserPath } from "../scripts/demo/browser.ts";
import { wrong } from "../scripts/demo/figures.ts";
import { renderMarkdown, renderWiki } from "../scripts/demo/markdown.ts";
import { tellFigures, tellRun } from "../scripts/demo/narration.ts";
import { openSite } from "../scripts/demo/site.ts";
import type { Scene } from "../scripts/demo/wiki.ts";
import { openWorld } from "../scripts/demo/world.ts";

const root = new URL("../", import.meta.url);
const minutes = 60_000;
const browser = browserPath();

/** Plays once, for all tests here. */
const playing = promisify(execFile)(process.execPath, ["scripts/demo.ts", "--once"], {
  cwd: root,
  env: { PATH: process.env.PATH },
});

test("npm run demo -- --once plays all cases, prints its figures, and ends well", {
  timeout: 5 * minutes,
}, async () => {
  const { stdout, stderr } = await playing;
  expect(stderr).toBe("");
  expect(stdout.slice(stdout.indexOf("Headline"))).toMatchInlineSnapshot(`
    "Headline                              SEV2 · priority critical · readiness
    Impact began                          about 16:00 · stated by gary
    Detected                              16:04 · by customers, stated by gary
    Declared                              16:06 · from the declaration by gary (command)
    Acknowledged                          16:07 · stated by cathy
    Restored                              16:20 · stated by cathy
    Time to detect (TTD)                  4 min
    Time to acknowledge (TTA)             3 min
    Time to recover (TTR)                 16 min
    Impact                                20 min
    Severity and priority                 sev2, critical
    Detected by                           customers
    Declared by                           gary at 16:06
    Acknowledged by                       cathy at 16:07
    Phases                                detection 4 min, response and remediation 16 min, analysis 18 h 5 min, readiness going on
    Responders                            cathy, gary, greg
    Timeline entries                      10
    Entry 1                               16:04 conversation negative
    Entry 2                               16:06 conversation positive
    Entry 3                               16:07 task positive
    Entry 4                               16:10 task negative
    Entry 5                               16:12 task neutral
    Entry 6                               16:14 task negative
    Entry 7                               16:15 conversation positive
    Entry 8                               16:16 conversation neutral
    Entry 9                               16:18 task positive
    Entry 10                              16:20 task positive
    Learnings                             9
    Action items                          10
    Action items with owner and priority  10
    Review due by the end of              2026-03-11
    Review led by                         dana
    Review                                held
    Wiki: TTD, TTA, TTR, impact           4 min, 3 min, 16 min, 20 min
    The same in the record                4 min, 3 min, 16 min, 20 min
    The same in the metrics               4 min, 3 min, 16 min, 20 min
    Figure                                a PNG
    Its text: entries                     5 entries helped, 3 entries hurt, 2 entries had no effect
    Its text: moments                     Impact began about 16:00, detected 16:04, declared 16:06, acknowledged 16:07, restored 16:20
    Its text: phases                      detection 4 min, response and remediation 16 min
    Learnings in the record               9
    Learnings on their page               9
    Action items in the record            10 with owner and priority
    Action items on their page            10
    App and Action leave                  1 card, 1 page, 1 review, 10 action items
    Runs of the Action that failed        0
    A run with nothing new                exit code 0, 0 commits
    The board has                         6 Todo, 1 In Progress, 3 Done
    Due was set on the board: #3          2026-03-13
    Priority was set on the board: #12    priority: medium
    Done on the board: #10                closed as completed
    Done by a command: #5, #9             Done, Done
    The new configuration                 success: All good
    By an alert                           Host web-2: CPU above 90%, closed
    Its alerts                            ended
    It began                              14:00 · from an alert
    It was detected                       14:02 · by monitoring, from an alert
    It was acknowledged                   14:33 · stated by cathy
    It was restored                       14:38 · stated by cathy
    Alert noise                           March 2026: 1 informational alert
    Not taken up in time                  @greg at 14:17, @cathy at 14:32
    Review overdue                        @dana at 13 Mar 09:00
    Promise due                           @greg at 13 Mar 09:00
    Weekly digest                         The week to Mon 16 Mar 2026
    It counts                             Restored: 2 · Reviews: 2 held · Action items: 4 done
    How #10 is known to work              I rang everybody once: each number is right.

    Pages:
      demo/index.html
      demo/action-items.html
      demo/board.html
      demo/issue-1.html
      demo/issue-2.html
      demo/issue-3.html
      demo/issue-4.html
      demo/issue-5.html
      demo/issue-6.html
      demo/issue-7.html
      demo/issue-8.html
      demo/issue-9.html
      demo/issue-10.html
      demo/issue-11.html
      demo/issue-12.html
      demo/issue-13.html
      demo/issue-14.html
      demo/issue-15.html
      demo/issue-16.html
      demo/issue-17.html
      demo/wiki-Home.html
      demo/wiki-Incident-1.html
      demo/wiki-Incident-1-public.html
      demo/wiki-Incident-13.html
      demo/wiki-Incident-13-public.html
      demo/wiki-Incident-action-items.html
      demo/wiki-Incident-learnings.html
      demo/wiki-Incident-metrics.html
      demo/wiki-Incident-status.html
      demo/wiki-Incidents.html
      demo/wiki-Incidents-2026.html
    "
  `);
});

test("the Action comes by four times, and says what it has written", { timeout: 5 * minutes }, async () => {
  const { stdout } = await playing;
  const said = [...stripVTControlCharacters(stdout).matchAll(/^\d\d:17 .*\n(?: +wiki .*\n){2}/gm)].map(
    ([text]) => text,
  );
  expect(said.map((text) => text.replace(/ pages written, .*/, " pages written"))).toEqual([
    "16:17  action comes by on its schedule\n       wiki   1 incident in response, declared today · 0 action items open, 0 overdue\n       wiki   10 pages written\n",
    "11:17  action comes by on its schedule\n       wiki   No incident in response · 10 action items open, 0 overdue\n       wiki   10 pages written\n",
    "15:17  action comes by on its schedule\n       wiki   No incident in response · 7 action items open, 0 overdue\n       wiki   8 pages written\n",
    "09:17  action comes by on its schedule\n       wiki   No incident in response · 7 action items open, 0 overdue\n       wiki   7 pages written\n",
  ]);
});

test("an Action that failed is told with its log", () => {
  const told = tellRun({ code: 1, log: "Reading all incidents.\n::error::The wiki is off.\n", summary: "" });
  expect(
    stripVTControlCharacters(told)
      .split("\n")
      .map((line) => line.trim()),
  ).toEqual([
    "wiki   The Action ended with exit code 1.",
    "wiki   Reading all incidents.",
    "wiki   ::error::The wiki is off.",
  ]);
});

test("a figure that is not as it should be is named, with what it should be", () => {
  const figures = [
    { name: "Impact", expected: "20 min", seen: "20 min" },
    { name: "Learnings", expected: "9", seen: "8" },
  ];
  expect(wrong(figures).map(({ name }) => name)).toEqual(["Learnings"]);
  expect(stripVTControlCharacters(tellFigures(figures))).toBe("Impact     20 min\nLearnings  8  (should be 9)");
});

test("the page shows what people wrote, what the App made of it, and who is who", {
  timeout: 5 * minutes,
}, async () => {
  await playing;
  const page = readFileSync(new URL("demo/index.html", root), "utf8");
  expect(page).toContain("I opened the login page: it shows an error.");
  expect(page).toContain("<li>Time to recover (TTR): <strong>16 min</strong></li>");
  expect(page).toContain('<a href="issue-2.html">Post-incident review: Login page is down</a>');
  expect(page).not.toContain("<!-- sooner:");
});

test("an alert has opened a second incident, and what needs nobody is counted", { timeout: 5 * minutes }, async () => {
  await playing;
  const read = (name: string) => readFileSync(new URL(`demo/${name}`, root), "utf8");
  expect(read("issue-13.html")).toContain("Opened for an alert from Monitoring: Host web-2: CPU above 90%.");
  expect(read("issue-13.html")).toContain("fired from 14:00 to 14:38 (38 min), says Monitoring");
  expect(read("issue-14.html")).toContain("Alert noise 2026 Q1");
  expect(read("issue-14.html")).toContain("Certificate of login.acme.example expires in 20 days");
});

test("nobody takes the alert up, and the terminal tells who was told, and what to type", {
  timeout: 5 * minutes,
}, async () => {
  const { stdout } = await playing;
  const told = stripVTControlCharacters(stdout);
  const turn = (at: string) =>
    told
      .slice(told.indexOf(`\n${at}  clock`))
      .split("\n\n")[0]
      ?.split("\n") ?? [];
  expect(turn("14:17")).toContain("14:17  clock  nobody has taken it up for 15 minutes: its owner is told");
  expect(turn("14:17")).toContain("       says   @greg");
  expect(turn("14:32")).toContain("       says   @cathy");
  expect(turn("14:32").join("\n")).toContain(
    "Nobody has taken up this SEV2 yet. It has waited since 14:02, for 30 min.",
  );
});

test("the board shows what was promised by its status, with what its fields say", {
  timeout: 5 * minutes,
}, async () => {
  await playing;
  const board = readFileSync(new URL("demo/board.html", root), "utf8");
  const columns = board.split('<section class="column">').slice(1);
  expect(columns.map((column) => /<h2>([^<]*) <span class="count">(\d+)/.exec(column)?.slice(1))).toEqual([
    ["Todo", "6"],
    ["In Progress", "1"],
    ["Done", "4"],
  ]);
  expect(columns[2]).toContain('<a href="issue-10.html">Collect contact information</a>');
  expect(columns[0]).toContain("<dt>Severity</dt><dd>SEV2</dd>");
  expect(columns[0]).toContain("<dt>Incident</dt><dd>#13 Host web-2: CPU above 90%</dd>");
});

test("issue and wiki lead to each other", { timeout: 5 * minutes }, async () => {
  await playing;
  const read = (name: string) => readFileSync(new URL(`demo/${name}`, root), "utf8");
  expect(read("issue-1.html")).toContain('<a href="wiki-Incident-1.html">Report</a>');
  expect(read("issue-1.html")).toContain('<a href="wiki-Incident-1-public.html">Public report</a>');
  expect(read("issue-3.html")).not.toContain("Report</a>");
  const report = read("wiki-Incident-1.html");
  expect(report).toContain('<a href="issue-1.html">#1</a>');
  expect(report).toContain('<a href="wiki-Incident-1-public.html">public report</a>');
  expect(report).toContain('<a href="wiki-Incidents-2026.html">Incidents 2026</a>');
  expect(report).not.toContain("sooner:begin");
});

const inBrowser = browser
  ? "in a browser, diagrams are drawn and nothing is wider than a phone"
  : "in a browser: needs Chromium, which is missing here";

test.runIf(browser || process.env.CI)(inBrowser, { timeout: 5 * minutes }, async () => {
  await playing;
  const issues = ["index", "issue-2", "action-items", "board", "issue-3", "issue-13", "issue-14", "issue-17"];
  const wiki = [
    "Incidents",
    "Incident-1",
    "Incident-1-public",
    "Incident-13",
    "Incident-metrics",
    "Incident-action-items",
  ];
  await browse({ viewport: { width: 390, height: 844 } }, async (open) => {
    for (const name of [...issues, ...wiki.map((page) => `wiki-${page}`)]) {
      const page = await open(new URL(`demo/${name}.html`, root).href);
      const seen = {
        name,
        width: await page.evaluate("document.documentElement.scrollWidth"),
        diagrams: await page.locator(".mermaid svg[aria-roledescription=gantt]").count(),
        undrawn: await page.locator("code.language-mermaid, [aria-roledescription=error]").count(),
        pictures: await page.evaluate("[...document.images].filter((image) => image.naturalWidth > 0).length"),
        missing: await page.evaluate("[...document.images].filter((image) => image.naturalWidth === 0).length"),
      };
      expect(seen).toEqual({
        name,
        width: 390,
        diagrams: name === "issue-2" ? 1 : 0,
        undrawn: 0,
        pictures: /^wiki-Incident-\d+$/.test(name) ? 1 : 0,
        missing: 0,
      });
    }
  });
});

const byClicking = browser
  ? "in a browser, somebody finds from the issue to its report, on to the metrics, and back"
  : "in a browser, by clicking: needs Chromium, which is missing here";

test.runIf(browser || process.env.CI)(byClicking, { timeout: 5 * minutes }, async () => {
  await playing;
  await browse({ viewport: { width: 1280, height: 900 } }, async (open) => {
    const page = await open(new URL("demo/index.html", root).href);
    const heading = async (link: string) => {
      await page.getByRole("link", { name: link, exact: true }).first().click();
      return page.locator("h1").textContent();
    };
    expect(await heading("Report")).toBe("Incident 1");
    expect(await heading("Metrics")).toBe("Incident metrics");
    expect(await heading("Incident 1")).toBe("Incident 1");
    expect(await heading("#2")).toBe("Post-incident review: Login page is down #2");
  });
});

test("the live page tells of what happens, and runs no scripts but its own", async () => {
  const world = await openWorld();
  const scene: Scene = { world, wiki: new Map() };
  const site = await openSite(scene, 4100);
  try {
    const page = await fetch(site.url);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect(await page.text()).toContain("Nothing has been reported yet");
    const news = (await fetch(`${site.url}news?page=index.html`)).body
      ?.pipeThrough(new TextDecoderStream())
      .getReader();
    expect((await news?.read())?.value).toContain("Nothing has been reported yet");
    await world.as("gary").openIssue({ title: "Login page is down <b>" });
    expect((await news?.read())?.value).toContain("Login page is down &lt;b&gt;");
    expect((await fetch(`${site.url}issue-99.html`)).status).toBe(404);
    expect((await fetch(`${site.url}wiki-Incidents.html`)).status).toBe(404);
    scene.wiki = wikiOf({ "Incidents.md": "Open now: [1](Incident-1)", "incidents/figures/1.png": "a picture" });
    expect(await (await fetch(`${site.url}wiki-Incidents.html`)).text()).toContain("<p>Open now:");
    const picture = await fetch(`${site.url}incidents/figures/1.png`);
    expect([picture.headers.get("content-type"), await picture.text()]).toEqual(["image/png", "a picture"]);
  } finally {
    await site.close();
    await world.close();
  }
});

function wikiOf(files: Record<string, string>): Scene["wiki"] {
  return new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
}

describe("a wiki's Markdown", () => {
  const wiki = wikiOf({ "Incident-1.md": "", "incidents/figures/1.png": "a picture" });

  test.each([
    ["[one](Incident-1)", '<p><a href="wiki-Incident-1.html">one</a></p>\n'],
    ["[two](Incident-2)", '<p><a title="Incident-2">two</a></p>\n'],
    ["[#3](http://127.0.0.1:4000/acme/shop/issues/3)", '<p><a href="issue-3.html">#3</a></p>\n'],
    [
      "[#3](https://elsewhere.example/a/b/issues/3)",
      '<p><a title="https://elsewhere.example/a/b/issues/3">#3</a></p>\n',
    ],
    ["@cathy #2\nnext", "<p>@cathy #2\nnext</p>\n"],
    [
      '![a "b"](incidents/figures/1.png)',
      '<p><img src="incidents/figures/1.png?92b2fa58" alt="a &quot;b&quot;"></p>\n',
    ],
    ["![x](incidents/figures/2.png)", "<p>x</p>\n"],
    ["![x](https://elsewhere.example/x.png)", "<p>x</p>\n"],
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
  ])("%j", (text, expected) => expect(renderWiki(text, wiki)).toBe(expected));
});

describe("untrusted text", () => {
  test.each([
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["hello <img src=x onerror=alert(1)>", "<p>hello &lt;img src=x onerror=alert(1)&gt;</p>\n"],
    ["<details open ontoggle=alert(1)>", "&lt;details open ontoggle=alert(1)&gt;"],
    [
      "<details><summary>More</summary>\n\ntext\n\n</details>",
      "<details><summary>More</summary>\n<p>text</p>\n</details>",
    ],
    ["[click](javascript:alert(1))", "<p>[click](javascript:alert(1))</p>\n"],
    ["[click](https://elsewhere.example/)", '<p><a title="https://elsewhere.example/">click</a></p>\n'],
    ["![x](https://elsewhere.example/x.png)", "<p>x</p>\n"],
    ["a <!-- hidden --> b", "<p>a  b</p>\n"],
    ["<!-- never ended\n<script>", ""],
  ])("%j", (text, expected) => expect(renderMarkdown(text)).toBe(expected));
});

test("people, issues and comments are linked as GitHub does", () => {
  expect(
    renderMarkdown("@cathy see #2 and [this](https://github.com/acme/shop/issues/1#issuecomment-7), not `#3`\nnext"),
  ).toBe(
    '<p><a class="mention">@cathy</a> see <a href="issue-2.html">#2</a> and <a href="issue-1.html#issuecomment-7">this</a>, not <code>#3</code><br>\nnext</p>\n',
  );
});
