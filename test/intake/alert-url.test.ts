/** `npm run alert-url`: what it prints, and what it says where it can't. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { tokenFor } from "../../src/intake/token.ts";

const script = fileURLToPath(new URL("../../scripts/alert-url.ts", import.meta.url));
const secret = "a secret of the test";

/** What is printed; in a folder without an `.env`. */
async function run(words: string[], env: Record<string, string> = { ALERTS_SECRET: secret }) {
  const done = promisify(execFile)(process.execPath, [script, ...words], { env, cwd: import.meta.dirname });
  return done.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, said: stderr }),
  );
}

test("prints address and token, and the address that holds the token", async () => {
  const env = { ALERTS_SECRET: secret, PUBLIC_URL: "https://sooner.example.com/" };
  const token = tokenFor(secret, { source: "alertmanager", owner: "acme", repo: "shop" });
  expect(await run(["alertmanager", "acme/shop"], env)).toEqual({
    code: 0,
    said: `URL:    https://sooner.example.com/alerts/alertmanager/acme/shop
Token:  ${token}
Header: Authorization: Bearer ${token}

Where no header can be set, the token goes into the URL, which is then as secret as the token:
https://sooner.example.com/alerts/alertmanager/acme/shop/${token}
`,
  });
});

test("leaves the host to the operator where it isn't known, and knows sources by their other names", async () => {
  const { said } = await run(["sns", "acme/shop"]);
  expect(said).toContain("https://YOUR-HOST/alerts/cloudwatch/acme/shop\n");
});

test.each<[string, string[], Record<string, string>, string]>([
  ["no secret", ["grafana", "acme/shop"], {}, "Make one with `openssl rand -hex 32`"],
  [
    "a short secret",
    ["grafana", "acme/shop"],
    { ALERTS_SECRET: "short", NODE_ENV: "production" },
    "ALERTS_SECRET is shorter than 16 characters",
  ],
  [
    "a source that nobody knows",
    ["nagios", "acme/shop"],
    { ALERTS_SECRET: secret },
    "Sources: alertmanager, grafana, ",
  ],
  ["no words", [], { ALERTS_SECRET: secret }, "`npm run alert-url -- alertmanager acme/shop`"],
  ["no repository", ["grafana"], { ALERTS_SECRET: secret }, "not written as OWNER/REPO"],
  ["a repository's address", ["grafana", "https://github.com/acme/shop"], { ALERTS_SECRET: secret }, "OWNER/REPO"],
  [
    "a host without a protocol",
    ["grafana", "acme/shop"],
    { ALERTS_SECRET: secret, PUBLIC_URL: "sooner.example.com" },
    "PUBLIC_URL is not an http or https address",
  ],
])("says kindly what to do about %s", async (_, words, env, expected) => {
  const { code, said } = await run(words, env);
  expect([code, said]).toEqual([1, expect.stringContaining(expected)]);
  expect(said.split("\n")).toHaveLength(2);
});
