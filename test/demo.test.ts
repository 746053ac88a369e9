/** The demo as people start it: it plays the whole reference case on the real App, and its pages look right in a browser. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify, stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { browse, browserPath } from "../scripts/demo/browser.ts";
import { wrong } from "../scripts/demo/figures.ts";
import { renderMarkdown } from "../scripts/demo/markdown.ts";
import { tellFigures } from "../scripts/demo/narration.ts";
import { openSite } from "../scripts/demo/site.ts";
import { openWorld } from "../scripts/demo/world.ts";

const root = new URL("../", import.meta.url);
const minutes = 60_000;
const browser = browserPath();

/** Plays once, for all tests here. */
const playing = promisify(execFile)(process.execPath, ["scripts/demo.ts", "--once"], {
  cwd: root,
  env: { PATH: process.env.PATH },
});

test("npm run demo -- --once plays the reference case, prints its figures, and ends well", {
  timeout: 3 * minutes,
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

    Pages:
      demo/index.html
      demo/action-items.html
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
    "
  `);
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
  timeout: 3 * minutes,
}, async () => {
  await playing;
  const page = readFileSync(new URL("demo/index.html", root), "utf8");
  expect(page).toContain("I opened the login page: it shows an error.");
  expect(page).toContain("<li>Time to recover (TTR): <strong>16 min</strong></li>");
  expect(page).toContain('<a href="issue-2.html">Post-incident review: Login page is down</a>');
  expect(page).not.toContain("<!-- sooner:");
});

const inBrowser = browser
  ? "in a browser, diagrams are drawn and nothing is wider than a phone"
  : "in a browser: needs Chromium, which is missing here";

test.runIf(browser || process.env.CI)(inBrowser, { timeout: 3 * minutes }, async () => {
  await playing;
  await browse({ viewport: { width: 390, height: 844 } }, async (open) => {
    for (const name of ["index", "issue-2", "action-items", "issue-3"]) {
      const page = await open(new URL(`demo/${name}.html`, root).href);
      const seen = {
        name,
        width: await page.evaluate("document.documentElement.scrollWidth"),
        diagrams: await page.locator(".mermaid svg[aria-roledescription=gantt]").count(),
        undrawn: await page.locator("code.language-mermaid, [aria-roledescription=error]").count(),
      };
      expect(seen).toEqual({ name, width: 390, diagrams: name === "issue-2" ? 1 : 0, undrawn: 0 });
    }
  });
});

test("the live page tells of what happens, and runs no scripts but its own", async () => {
  const world = await openWorld();
  const site = await openSite(world, 4100);
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
  } finally {
    await site.close();
    await world.close();
  }
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
