/** What may not stand on a public page is found however it is written, and plain words about a disruption pass. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPublic, heldBack, type PublicSurroundings } from "../../src/report/public-check.ts";

const surroundings: PublicSurroundings = {
  server: "https://github.com",
  repository: "acme/shop",
  private: true,
  publicHosts: ["status.internal.acme.com", "203.0.113.7"],
  isPublic: async (fullName) => fullName.toLowerCase() === "acme/website",
};

async function foundIn(text: string, around: Partial<PublicSurroundings> = {}): Promise<string[]> {
  const findings = await checkPublic(text, { ...surroundings, ...around });
  return findings.map(({ kind, found }) => `${kind}: ${found}`);
}

describe("plain words pass", () => {
  test.each([
    "Login fails for 10% of users since 16:04 UTC, see https://status.acme.com",
    "Fixed: service restored at 16:20.",
    "We are investigating elevated error rates (HTTP 502/503) on the checkout page.",
    "Between 09:00 and 09:20 CET about 1 in 20 payments was declined. No data was lost.",
    "Cause: a configuration change doubled the load on a cache.",
    "Update 16:04:30 - mitigated; 16:10 - monitoring",
    "From 2026-03-10T16:00:00Z until 2026-03-10T16:20:00+01:00.",
    "All systems operational!! Thanks for your patience <3",
    "The EU region (eu-west-1) was slow, us-east-1 was not affected.",
    "Customers on iOS 17.4.1 and Android 14.0 saw a blank screen.",
    "Sign in with SSO/SAML, OAuth2 & TOTP works again.",
    "p95 latency rose from 120ms to 2.5s; error rate 0.3%.",
    "Support: https://help.acme.com/en/articles/4242-login?lang=en#top",
    "More on https://www.acme.co.uk/status and acme.io.",
    "Our API at api.acme.com answered with 500s.",
    "GitHub itself had trouble, see https://www.githubstatus.com and github.com.",
    "We use Node.js and ASP.NET; both were fine.",
    "Some e-mails (e.g. receipts, i.e. PDF invoices) were late.",
    "Edited README.md, config.yml and nginx.conf.",
    "The page was down.We are sorry.",
    "std::vector and Foo::Bar appear in the stack trace.",
    "The ratio was 16:9, the score 3:2",
    "Started at 4pm, ended at 4.20pm. Sorry.",
    "Incident 12: 20 min of impact.",
    "We ask you to change your password if you signed in between 16:00 and 16:20.",
    "Passwords were not exposed. The password reset page works.",
    "Your API key stays valid; tokens are not affected.",
    "Version v2.14.0 is rolled out, 1.2.3 rolled back.",
    "Built with v1.2.3.4 of the library.",
    "We process 12,000 requests/s at peak @ 99.99% availability.",
    "Resolved @16:20 UTC.",
    "登录失败。我们正在处理。",
    "Der Login ist seit 16:04 Uhr gestört – wir arbeiten daran.",
    "Connexion impossible depuis 16h04 ; nous y travaillons…",
    "Chrome/Firefox users and/or mobile apps; 24/7 on-call",
    "We use HTTP/2, TLS-1.2, SHA-256, UTF-8 and ISO-8601.",
    "We use PostgreSQL 16.2, Redis 7.2.4 and Kafka 3.7; release 2026.3.10 is out.",
    "https://acme.statuspage.io/incidents/2s9xk3l4m5n6 and https://status.slack.com",
    "GET /api/v2/orders returned 500; the checkout.js script timed out.",
    "The access key: rotated on 2026-03-10. API token: expired.",
    "Call +1 (555) 010-0199, 24h/7d; ticket INC-2026-0310.",
    "It took 5min.Then it worked; basic functionality was there all along.",
    "Docs: https://github.com/acme/website/blob/main/faq.md",
    "Known public issue: acme/website#7",
    "Allowed by the team: status.internal.acme.com and 203.0.113.7",
    "Paris, Berlin and London (PoPs) - 100% back.\n\n- checkout\n- search\n",
    "Our own page is https://github.com/acme",
    "**Impact**: _minor_. `Retry` helps.",
    "The incident's reference is 7f9c2ba4-e88f-4a1d-9c3b-2f1e0d5a6b7c.",
    "",
  ])("%j", async (text) => expect(await foundIn(text)).toEqual([]));
});

describe("secrets", () => {
  test.each([
    ["token 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 leaked", "ghp_…"],
    ["`github_pat_11ABCDEFG0abcdefghijkl_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456`", "gith…"],
    ["xoxb-123456789012-1234567890123-abcdefghijklmnopqrstuvwx", "xoxb…"],
    ["https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", "http…"],
    ["see https://shop:hunter22@api.acme.com/x", "http…"],
    ["postgres://shop:hunter22@db.acme.com:5432/shop", "post…"],
    ["npm_abcdefghijklmnopqrstuvwxyz0123456789", "npm_…"],
    ["aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzzzz", "aws_…"],
    ["the key AKIAQYLPMN5HHHFPZAM2 was rotated", "AKIA…"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----", "----…"],
    ["-----BEGIN PRIVATE KEY-----", "----…"],
    [
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
      "eyJh…",
    ],
    ["sk_live_4eC39HqLyjWDarjtT1zdp7dc", "4eC3…"],
    ["maps key AIzaSyDdI0hCZtE6vySjMm-WEfRq3CPzqKqqsHI", "AIza…"],
    ["password: hunter2", "hunt…"],
    ["The root password is Tr0ub4dor", "Tr0u…"],
    ["API_KEY=abcd1234", "abcd…"],
    ["the password was hunter2!", "hunt…"],
    ["client_secret=xyz789abc123", "xyz7…"],
    ["Basic dXNlcjpwYXNzd29yZA==", "dXNl…"],
    ["Authorization: Bearer abcdef0123456789abcdef", "abcd…"],
    ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "9f86…"],
    ["<!-- secretlint-disable --> 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", "ghp_…"],
    ["ghp_wWPw5k4aXcaT\u200b4fNP0UcnZwJUVFk6LO0pINUx", "ghp_…"],
    ["ghp\\_wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx", "ghp_…"],
  ])("%j", async (text, masked) => expect(await foundIn(text)).toEqual([`secret: ${masked}`]));
});

describe("mentions", () => {
  test.each([
    ["Thanks @cathy for the fix", "@cathy"],
    ["cc @acme/web-team", "@acme/web-team"],
    ["(@greg)", "@greg"],
    ["**@greg**", "@greg"],
    ["\\@greg", "@greg"],
    ["&#64;greg", "@greg"],
    ["＠greg fixed it", "@greg"],
    ["@\u200bgreg", "@greg"],
    ["by @kim_acme.", "@kim_acme"],
    ["fixed by [cathy](https://github.com/cathy)", "github.com/cathy"],
  ])("%j", async (text, found) => expect(await foundIn(text)).toEqual([`mention: ${found}`]));
});

describe("e-mail addresses", () => {
  test.each([
    ["Write to cathy@acme.com.", "cathy@acme.com"],
    ["mailto:cathy.o-neil+x@mail.acme.dev", "cathy.o-neil+x@mail.acme.dev"],
    ["<greg@corp.local>", "greg@corp.local"],
    ["cathy (at) acme (dot) com", "cathy@acme.com"],
    ["cathy AT acme DOT com", "cathy@acme.com"],
    ["ca\u00adthy@acme．com", "cathy@acme.com"],
    ["cathy@**acme**.com", "cathy@acme.com"],
    ["root@localhost sent it", "root@localhost"],
  ])("%j", async (text, found) => expect(await foundIn(text)).toEqual([`e-mail address: ${found}`]));
});

describe("private links", () => {
  test.each([
    ["see #12", "#12"],
    ["see GH-12", "GH-12"],
    ["fixed in acme/shop#12", "acme/shop#12"],
    ["acme/infra@0123abc", "acme/infra@0123abc"],
    ["https://github.com/acme/shop/issues/12", "github.com/acme/shop"],
    ["[the pull request](https://github.com/acme/infra/pull/9)", "github.com/acme/infra"],
    ["github.com/acme/infra", "github.com/acme/infra"],
    ["HTTPS://WWW.GITHUB.COM/Acme/Infra", "github.com/Acme/Infra"],
    ["https://api.github.com/repos/acme/infra/commits", "github.com/acme/infra"],
    ["https://raw.githubusercontent.com/acme/infra/main/x", "github.com/acme/infra"],
    ["git@github.com:acme/infra.git", "github.com/acme/infra"],
    ["https://github.com/orgs/acme/teams/web", "github.com/orgs/acme"],
    ["https://acme.slack.com/archives/C01/p1702405376306979", "acme.slack.com"],
    ["https://acme.atlassian.net/browse/OPS-1", "acme.atlassian.net"],
    ["https://docs.google.com/document/d/1", "docs.google.com"],
  ])("%j", async (text, found) => expect(await foundIn(text)).toEqual([`private link: ${found}`]));

  test("of a public repository are none", async () => {
    const text = "see #12, acme/shop#12 and https://github.com/acme/shop/issues/12";
    expect(await foundIn(text, { private: false })).toEqual([]);
  });

  test("on a server of one's own", async () => {
    const around = { server: "https://git.acme.com", isPublic: async () => false };
    expect(await foundIn("https://git.acme.com/acme/infra", around)).toEqual(["private link: git.acme.com/acme/infra"]);
  });

  test("are held back where nobody can say, and each is asked about once", async () => {
    const asked: string[] = [];
    const isPublic = async (fullName: string) => {
      asked.push(fullName);
      throw new Error("no answer");
    };
    const text = "acme/one#1 acme/one#2 https://github.com/acme/one";
    expect(await foundIn(text, { isPublic })).toEqual([
      "private link: github.com/acme/one",
      "private link: acme/one#1",
      "private link: acme/one#2",
    ]);
    expect(asked).toEqual(["acme/one"]);
  });

  test("ask about twenty repositories and no more", async () => {
    let asked = 0;
    const isPublic = async () => ++asked > 0;
    const text = Array.from({ length: 30 }, (_, index) => `acme/r${index}#1`).join(" ");
    expect(await foundIn(text, { isPublic })).toHaveLength(10);
    expect(asked).toBe(20);
  });
});

describe("internal hosts", () => {
  test.each([
    ["db-01.internal ran out of disk", "db-01.internal"],
    ["host.corp.local", "host.corp.local"],
    ["cart.shop.svc.cluster.local:8080", "cart.shop.svc.cluster.local"],
    ["http://wiki/pages/12", "wiki"],
    ["[runbook](http://wiki/pages/12)", "wiki"],
    ["https://grafana:3000/d/1", "grafana"],
    ["http://localhost:8080/", "localhost"],
    ["redis:6379 refused connections", "redis"],
    ["db-01 was slow", "db-01"],
    ["db–01 was slow", "db-01"],
    ["the pod cart-7d9f8b6c5-x2x9z", "cart-7d9f8b6c5-x2x9z"],
    ["i-0abcd1234ef567890 is gone", "i-0abcd1234ef567890"],
    ["http://2130706433/", "2130706433"],
    ["https://www.example.com/?to=http://wiki/x", "wiki"],
    ["s3://acme-backups/orders", "acme-backups"],
    ["restarted web03", "web03"],
    ["prod-db-2 failed over", "prod-db-2"],
    ["jenkins.corp.acme.com", "jenkins.corp.acme.com"],
    ["https://db-01.acme.com/", "db-01.acme.com"],
    ["shop.abc123.eu-west-1.rds.amazonaws.com", "shop.abc123.eu-west-1.rds.amazonaws.com"],
    ["vault.fra1.consul", "vault.fra1.consul"],
    ["printer.lan", "printer.lan"],
    ["router.home.arpa", "router.home.arpa"],
    ["DB.INTERNAL is back", "DB.INTERNAL"],
    ["`db.internal`", "db.internal"],
    ["| db.internal | down |", "db.internal"],
    ["db。internal", "db.internal"],
    ["db․internal", "db.internal"],
    ["db\u200d.inter\u2060nal", "db.internal"],
    ["db.**internal**", "db.internal"],
    ["db\\.internal", "db.internal"],
    ["db&period;internal", "db.internal"],
    ["db[.]internal", "db.internal"],
    ["__db.internal__", "db.internal"],
    ["\\\\fileserver\\share", "fileserver"],
    ["db.internal.", "db.internal"],
  ])("%j", async (text, found) => expect(await foundIn(text)).toEqual([`internal host: ${found}`]));
});

describe("IP addresses", () => {
  test.each([
    ["10.0.0.12 was down", "10.0.0.12"],
    ["10 . 0 . 0 . 12", "10.0.0.12"],
    ["http://192.168.1.1:8080/admin", "192.168.1.1"],
    ["range 10.0.0.0/8", "10.0.0.0"],
    ["(8.8.8.8)", "8.8.8.8"],
    ["fe80::1", "fe80::1"],
    ["[2001:db8::7]:443", "2001:db8::7"],
    ["2001:0db8:0000:0000:0000:ff00:0042:8329.", "2001:0db8:0000:0000:0000:ff00:0042:8329"],
    ["::ffff:10.0.0.12", "::ffff:10.0.0.12"],
    ["`10.0.0.12`", "10.0.0.12"],
    ["10。0。0。12", "10.0.0.12"],
    ["10．0．0．12", "10.0.0.12"],
    ["10\u200b.0.0.12", "10.0.0.12"],
    ["10[.]0[.]0[.]12", "10.0.0.12"],
    ["10**.0.0**.12", "10.0.0.12"],
    ["_10.0.0.12_", "10.0.0.12"],
    ["in 10.0.0.x", "10.0.0.x"],
    ["version 1.2.3.4", "1.2.3.4"],
    ["ip-10-0-0-12 was terminated", "ip-10-0-0-12"],
  ])("%j", async (text, found) => expect(await foundIn(text)).toEqual([`IP address: ${found}`]));
});

test("all of one text, each once, with what to write instead", async () => {
  const text = "@cathy restarted db.internal (10.0.0.12), @cathy says; password: hunter2";
  expect(await checkPublic(text, surroundings)).toMatchInlineSnapshot(`
    [
      {
        "found": "hunt…",
        "kind": "secret",
        "remedy": "Remove it, and replace the secret itself: who can read this issue has read it.",
      },
      {
        "found": "@cathy",
        "kind": "mention",
        "remedy": "Write the team or the role, such as “our engineers”, rather than a person.",
      },
      {
        "found": "10.0.0.12",
        "kind": "IP address",
        "remedy": "Write the service's name; of a version, write at most three numbers.",
      },
      {
        "found": "db.internal",
        "kind": "internal host",
        "remedy": "Write the service's name, or list the host under \`report.publicHosts\` where it is public.",
      },
    ]
  `);
});

test("what stands beside a secret never shows a part of it", async () => {
  const findings = await checkPublic("redis://cache:hunter2secret@db.internal:6379", surroundings);
  expect(JSON.stringify(findings)).not.toContain("hunter2");
});

test("each text is named with what is held back of it", async () => {
  const texts = [
    { place: "the update of 16:16", text: "Thanks @cathy" },
    { place: "the summary for the public", text: "Login failed for 20 minutes." },
  ];
  const held = await heldBack(texts, surroundings);
  expect(held.map(({ place, finding }) => `${place}: ${finding.found}`)).toEqual(["the update of 16:16: @cathy"]);
});

test("invisible characters and Markdown's marks hide nothing, wherever they stand", async () => {
  const subjects = [
    ["mention", "@cathy"],
    ["e-mail address", "cathy@acme.com"],
    ["private link", "github.com/acme/infra"],
    ["internal host", "db.internal"],
    ["IP address", "10.0.0.12"],
    ["secret", "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"],
  ] as const;
  const hiding = ["\u200b", "\u200d", "\u00ad", "\u2060", "\ufe0f", "\u{e0041}", "**", "`", "~~", "<b></b>", "&#8203;"];
  const property = fc.asyncProperty(
    fc.constantFrom(...subjects),
    fc.constantFrom(...hiding),
    fc.nat(40),
    async ([kind, subject], sign, place) => {
      const position = place % (subject.length + 1);
      const text = `Login: ${subject.slice(0, position)}${sign}${subject.slice(position)} it was.`;
      const findings = await checkPublic(text, surroundings);
      expect(findings.map((finding) => finding.kind)).toContain(kind);
    },
  );
  await fc.assert(property, { numRuns: 300, seed: 1 });
});

describe("65 KB are checked in a moment", () => {
  test.each([
    ["prose", "Login fails for 10% of users since 16:04 UTC, see https://status.acme.com. "],
    ["one word", "a"],
    ["dots", "a."],
    ["digits and dots", "1."],
    ["colons", "f:"],
    ["at signs", "a@"],
    ["slashes", "a/"],
    ["schemes", "x://"],
    ["open tags", "<a"],
    ["backslashes", "\\"],
    ["entities", "&#"],
    ["passwords", "password: "],
    ["tokens", "eyJ."],
    ["hyphens", "a-"],
    ["blanks", " "],
    ["at, spelled", "(at"],
    ["keys", "-----BEGIN "],
    ["digits and letters", "aB3"],
    ["hosts", "db-01.internal "],
    ["mentions", "@cathy-1 "],
  ])("%s", async (_name, piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536);
    await checkPublic(piece, surroundings);
    const start = process.cpuUsage();
    await checkPublic(text, surroundings);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000).toBeLessThan(600);
  });
});
