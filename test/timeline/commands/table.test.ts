/** Each command, in each of its forms. */
import { describe, expect, it } from "vitest";
import { groups } from "../../../src/timeline/commands/definition.ts";
import { commands } from "../../../src/timeline/commands/table.ts";
import { readComment } from "../../../src/timeline/comment.ts";
import { context, refused, said } from "./reading.ts";

describe("what lines say", () => {
  it.each<[string, object]>([
    ["/severity sev2", { verb: "severity", severity: "sev2" }],
    ["/sev 2", { verb: "severity", severity: "sev2" }],
    ["/sev2", { verb: "severity", severity: "sev2" }],
    ["/SEV-1", { verb: "severity", severity: "sev1" }],
    ["/s3", { verb: "severity", severity: "sev3" }],
    ["/severity SEV-4 only the standby", { verb: "severity", severity: "sev4" }],
    ["/severity s5", { verb: "severity", severity: "sev5" }],
    ["/severity 1", { verb: "severity", severity: "sev1" }],
    ["/ack", { verb: "ack" }],
    ["/Ack.", { verb: "ack" }],
    ["/ack 14:02", { verb: "ack", time: "14:02" }],
    ["/ack at 14:02", { verb: "ack", time: "14:02" }],
    ["/ack - 14:02", { verb: "ack", time: "14:02" }],
    ["/ack `14:02`", { verb: "ack", time: "14:02" }],
    ["/ack\u00a014:02", { verb: "ack", time: "14:02" }],
    ["/ack\t14:02\r", { verb: "ack", time: "14:02" }],
    ["/ack 14:02 - looking", { verb: "ack", time: "14:02", text: "looking" }],
    ["/ack looking", { verb: "ack", text: "looking" }],
    ["/ack for @cathy", { verb: "ack", who: "cathy" }],
    ["/ack 14:02 for @cathy", { verb: "ack", time: "14:02", who: "cathy" }],
    ["/ack for @cathy at 14:02", { verb: "ack", time: "14:02", who: "cathy" }],
    ["/ack for the login page", { verb: "ack", text: "for the login page" }],
    ["/commander @gary", { verb: "role", role: "commander", who: "gary" }],
    ["/commander gary", { verb: "role", role: "commander", who: "gary" }],
    ["/ic @gary, please", { verb: "role", role: "commander", who: "gary" }],
    ["/role comms @gary", { verb: "role", role: "comms", who: "gary" }],
    ["/role Communications: gary.", { verb: "role", role: "comms", who: "gary" }],
    ["/role customer care @gary", { verb: "role", role: "customer care", who: "gary" }],
    ["/role @gary scribe", { verb: "role", role: "scribe", who: "gary" }],
    ["/handoff @cathy", { verb: "handoff", who: "cathy" }],
    ["/handoff IC @cathy", { verb: "handoff", role: "commander", who: "cathy" }],
    ["/page @greg", { verb: "page", who: ["greg"] }],
    ["/page @greg, @acme/db and @greg: logins fail", { verb: "page", who: ["greg", "acme/db"] }],
    ["/investigating", { verb: "investigating" }],
    ["/identified 14:12 the cache", { verb: "identified", time: "14:12", text: "the cache" }],
    ["/mitigated", { verb: "mitigated" }],
    ["/monitoring it holds", { verb: "monitoring", text: "it holds" }],
    ["/resolved 14:40", { verb: "resolved", time: "14:40" }],
    ["/reopen", { verb: "reopen" }],
    ["/started 14:00", { verb: "started", time: "14:00" }],
    ["/started since 14:00 it seems", { verb: "started", time: "14:00", text: "it seems" }],
    ["/detected 14:04", { verb: "detected", time: "14:04" }],
    ["/detected 14:04 by customers", { verb: "detected", time: "14:04", by: "customers" }],
    ["/detected by monitoring 14:04", { verb: "detected", time: "14:04", by: "monitoring" }],
    ["/detected 14:04 by a partner", { verb: "detected", time: "14:04", by: "partner" }],
    ["/detected 14:04 social media", { verb: "detected", time: "14:04", text: "social media" }],
    ["/at 14:12 logs in", { verb: "at", time: "14:12", text: "logs in" }],
    ["/at 14:12 @cathy: logs in", { verb: "at", time: "14:12", who: "cathy", text: "logs in" }],
    ["/timeline greg joins | 14:15", { verb: "at", time: "14:15", text: "greg joins" }],
    ["/timeline ran cat a | sort | 14:15", { verb: "at", time: "14:15", text: "ran cat a | sort" }],
    ["/timeline greg joins", { verb: "note", text: "greg joins" }],
    ["/note 14:15 is when the logs end", { verb: "note", text: "14:15 is when the logs end" }],
    ["/helped", { verb: "effect", impact: "positive" }],
    [
      "/hurt https://github.com/acme/shop/issues/3#issuecomment-99",
      { verb: "effect", impact: "negative", comment: 99 },
    ],
    [
      "/no-effect <https://ghe.example/Acme/Shop/pull/3#issuecomment-99>",
      { verb: "effect", impact: "neutral", comment: 99 },
    ],
    ["/task", { verb: "kind", kind: "task" }],
    ["/conversation", { verb: "kind", kind: "conversation" }],
    ["/automation", { verb: "kind", kind: "automation" }],
    ["/affects login checkout login", { verb: "affects", services: ["login", "checkout"] }],
    ["/affects `login`, payment gateway", { verb: "affects", services: ["login", "payment gateway"] }],
    ["/impact nobody can log in", { verb: "impact", text: "nobody can log in" }],
    ["/customers yes", { verb: "customers", impacted: true }],
    ["/customers No, only staff", { verb: "customers", impacted: false, text: "only staff" }],
    ["/update We are looking.", { verb: "update", text: "We are looking." }],
    ["/change #12", { verb: "change", kind: "pull request", ref: "#12" }],
    ["/change #12 hurt: new timeout", { verb: "change", kind: "pull request", ref: "#12", effect: "hurt" }],
    [
      "/change https://github.com/acme/shop/pull/12 helped",
      { verb: "change", kind: "pull request", ref: "#12", effect: "helped" },
    ],
    ["/change https://github.com/acme/web/pull/12", { verb: "change", kind: "pull request", ref: "acme/web#12" }],
    ["/change ABCDEF1", { verb: "change", kind: "commit", ref: "abcdef1" }],
    ["/change https://github.com/acme/shop/commit/abcdef1", { verb: "change", kind: "commit", ref: "abcdef1" }],
    [
      "/change https://github.com/acme/shop/deployments/7",
      { verb: "change", kind: "deployment", ref: "https://github.com/acme/shop/deployments/7" },
    ],
    ["/learned nobody knew", { verb: "learned", text: "nobody knew" }],
    ["/factor slow alerts", { verb: "factor", text: "slow alerts" }],
    ["/factor helped: a clear runbook", { verb: "factor", text: "a clear runbook", effect: "helped" }],
    ["/well greg came at once", { verb: "well", text: "greg came at once" }],
    ["/park another region", { verb: "park", text: "another region" }],
    ["/public Logins failed.", { verb: "public", text: "Logins failed." }],
    ["/review", { verb: "review" }],
    ["/review @olivia", { verb: "review", facilitator: "olivia" }],
    ["/review 2026-11-23 10:00 @olivia", { verb: "review", time: "10:00", facilitator: "olivia" }],
    ["/review @olivia 2026-11-23 10:00", { verb: "review", time: "10:00", facilitator: "olivia" }],
    ["/reviewed", { verb: "reviewed" }],
    ["/reviewed 10:00", { verb: "reviewed", time: "10:00" }],
    ["/related #12", { verb: "related", issue: 12 }],
    ["/related https://github.com/acme/shop/issues/12", { verb: "related", issue: 12 }],
    ["/duplicate 12.", { verb: "duplicate", issue: 12 }],
    ["/drill", { verb: "drill" }],
    ["/near-miss", { verb: "near-miss" }],
    ["/near miss", { verb: "near-miss" }],
    ["/No effect.", { verb: "effect", impact: "neutral" }],
    ["/went well the runbook", { verb: "well", text: "the runbook" }],
    ["/handoff comms to @greg", { verb: "handoff", role: "comms", who: "greg" }],
    ["/handoff to @greg", { verb: "handoff", who: "greg" }],
    ["/help", { verb: "help" }],
    ["/help /sev", { verb: "help", topic: "severity" }],
    ["/incident", { verb: "help" }],
    ["/incident sev2", { verb: "severity", severity: "sev2" }],
    ["/Incident: ACK 14:02", { verb: "ack", time: "14:02" }],
  ])("%s", (line, expected) => {
    expect(said(line)).toEqual([expected]);
    expect(refused(line)).toEqual([]);
  });
});

const given = commands.filter(({ name }) => name !== "incident");
const forms = given.flatMap(({ name, aliases, example }) =>
  [name, ...aliases].map((verb) => [verb, example.replace(name, verb), example] as const),
);

describe("each name and alias", () => {
  it.each(forms)("%s", (_, line, example) => {
    const expected = said(`/incident ${example}`);
    expect(expected).toHaveLength(1);
    for (const typed of [`/${line}`, `/incident ${line}`, `/${line}`.toUpperCase().replace(line.toUpperCase(), line)]) {
      expect(said(typed)).toEqual(expected);
    }
  });

  it("is free of the bare form where that is switched off", () => {
    for (const [, line] of forms) {
      expect(said(`/${line}`, { bare: false })).toEqual([]);
      expect(said(`/incident ${line}`, { bare: false })).toHaveLength(1);
    }
  });

  it("is one command's only", () => {
    const names = commands.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("covers the table of the product", () => {
    expect(
      commands
        .map(({ name }) => name)
        .sort()
        .join(" "),
    ).toBe(
      "ack action affects at automation change commander conversation customers decline detected done drill duplicate " +
        "factor handoff help helped hurt identified impact incident investigating learned mitigated monitoring " +
        "near-miss no-effect note page park public related remind reopen resolved review reviewed role severity " +
        "snooze started task timeline update well",
    );
    expect(
      commands
        .flatMap(({ aliases }) => aliases)
        .sort()
        .join(" "),
    ).toBe(
      "acknowledge action-item bring-in follow-up followup ic lead mitigate resolve restored sev status went-well",
    );
  });

  it("stands in a group that help shows", () => {
    for (const { group } of commands) expect(groups).toContain(group);
  });
});

describe("the lines below a command", () => {
  it("are its text where its own line has none", () => {
    const { commands: read, text } = readComment(
      "/update\nWe are **looking**.\nMore at 17:00.\n\nBack to work.",
      context,
    );
    expect(read).toEqual([{ verb: "update", text: "We are looking.\nMore at 17:00.", line: 1 }]);
    expect(text).toBe("Back to work.");
  });

  it("are the author's own where its line has text", () => {
    const { commands: read, text } = readComment("/update We are looking.\nBack to work.", context);
    expect(read).toEqual([{ verb: "update", text: "We are looking.", line: 1 }]);
    expect(text).toBe("Back to work.");
  });

  it("end at the next command, but not at another bot's", () => {
    expect(said("/learned\nlogs are in\n/var/log/app\n/ack")).toEqual([
      { verb: "learned", text: "logs are in\n/var/log/app" },
      { verb: "ack" },
    ]);
  });

  it("belong to no command that does not ask for text", () => {
    const { commands: read, text } = readComment("/ack\nlooking", context);
    expect(read).toEqual([{ verb: "ack", line: 1 }]);
    expect(text).toBe("looking");
  });
});
