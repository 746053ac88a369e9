/** What comments say: stories of commands taken, refused and left to others. */
import { describe, expect, it } from "vitest";
import { readComment } from "../../src/timeline/comment.ts";
import { context, refused, said } from "./commands/reading.ts";

describe("a comment", () => {
  it("gives several commands, each at its line, and keeps the author's words", () => {
    const read = readComment("I see 500s, as @cathy said.\n\n/ack 16:07\n\n> who looks?\n\nMe.\n/sev2", context);
    expect(read.commands.map(({ verb, line }) => [verb, line])).toEqual([
      ["ack", 3],
      ["severity", 8],
    ]);
    expect(read).toMatchObject({
      refusals: [],
      text: "I see 500s, as @cathy said.\nMe.",
      mentions: ["cathy"],
      answers: true,
    });
  });

  it("has no words and names nobody where it only commands", () => {
    expect(readComment("/page @greg\n/ack", context)).toMatchObject({ text: "", mentions: [], answers: false });
  });

  it("keeps a refused line out of its words", () => {
    expect(readComment("/severity high\nlooking", context).text).toBe("looking");
  });
});

describe("refused", () => {
  it.each([
    ["/severity high", "`high` is no severity: they go from sev1 to sev5. → /severity sev2"],
    ["/severity sev6", "`sev6` is no severity: they go from sev1 to sev5. → /severity sev2"],
    ["/severity", "The severity is missing. → /severity sev2"],
    ["/commander", "The person is missing: name their login. → /commander @login"],
    ["/commander me", "The person is missing: name their login. → /commander @login"],
    ["/commander @acme/db", "`@acme/db` is a team: name one person. → /commander @login"],
    ["/commander @greg @cathy", "Only one person can have a role. → /commander @greg"],
    ["/role comms", "The person is missing: name their login. → /role comms @login"],
    ["/role @gary", "The role's name is missing. → /role comms @gary"],
    ["/handoff gary", "The person is missing: name their login. → /handoff @gary"],
    ["/page", "Nobody is named: write `@` before a login. → /page @login"],
    ["/page greg cathy", "Nobody is named: write `@` before a login. → /page @greg @cathy"],
    ["/started", "The time is missing. → /started 16:30"],
    ["/started early", "The time is missing. → /started 16:30 early"],
    ["/detected by customers", "The time is missing. → /detected 16:30 by customers"],
    [
      "/detected 14:04 by gary",
      "`gary` is none of customers, monitoring, staff and partner. → /detected 14:04 by staff",
    ],
    ["/at 14:12", "The text is missing. → /at 14:12 what happened"],
    ["/at 14:12 @cathy", "The text is missing. → /at 14:12 @cathy what happened"],
    ["/at logs in", "The time is missing. → /at 16:30 logs in"],
    ["/timeline | 14:12", "The text is missing. → /timeline what happened | 16:30"],
    ["/note", "The text is missing. → /note what you saw"],
    ["/helped a lot", "`a` is no link to a comment. → /helped"],
    [
      "/hurt https://github.com/acme/web/issues/3#issuecomment-9",
      "`https://github.com/acme/web/issues/3#issuecomment-9` is no comment of this repository. → /hurt",
    ],
    ["/task restart it", "This stands alone on its line: write the words on another one. → /task"],
    ["/drill down", "This stands alone on its line: write the words on another one. → /drill"],
    ["/affects", "The service is missing. → /affects login"],
    ["/customers some", "The first word must be yes or no. → /customers yes some"],
    ["/update", "The text is missing. → /update what the public should know"],
    ["/change the cache", "`the` is no pull request, commit or deployment. → /change #12 hurt"],
    ["/change #12 broke it", "`broke` is neither helped nor hurt. → /change #12 hurt"],
    ["/factor hurt", "The text is missing. → /factor hurt what contributed"],
    ["/learned", "The text is missing. → /learned how it really works"],
    ["/related", "The issue is missing. → /related #12"],
    [
      "/duplicate https://github.com/acme/web/issues/3",
      "`https://github.com/acme/web/issues/3` is no issue of this repository. → /duplicate #12",
    ],
    ["/related #12 #13", "One line names one issue. → /related #12"],
    [
      "/review whenever",
      "After this come a day and time, a facilitator as `@login`, or nothing. → /review tomorrow 10:00",
    ],
    ["/help acj", "There is no command `acj`. → /help ack"],
    ["/incident foo", "This is an incident already, and `foo` is no command. → /incident help"],
    ["/incident resovled 14:20 all good", "`resovled` is no command. → /incident resolved 14:20 all good"],
    ["/incident severity high", "`high` is no severity: they go from sev1 to sev5. → /incident severity sev2"],
    ["/resovled 14:20 all good", "There is no command `/resovled`. → /resolved 14:20 all good"],
    ["/mitigatd", "There is no command `/mitigatd`. → /mitigated"],
    ["/resloved", "There is no command `/resloved`. → /resolved"],
    ["/sev6", "`sev6` is no severity: they go from sev1 to sev5. → /severity sev2"],
    ["/near_miss", "There is no command `/near_miss`. → /near-miss"],
    ["/incidnet ack", "There is no command `/incidnet`. → /incident ack"],
    ["/incident refuse #12", "This is an incident already, and `refuse` is no command. → /incident help"],
  ])("%s", (line, expected) => {
    expect(refused(line)).toEqual([expected]);
    expect(said(line)).toEqual([]);
  });

  it.each([
    ["/ack 25:00", "/ack 16:30"],
    ["/ack yesterday", "/ack yesterday 16:30"],
    ["/ack 20m", "/ack 20m ago"],
    ["/ack 23:50 looking", "/ack 2026-11-19 23:50 UTC looking"],
    ["/at 23:50 UTC @cathy looks", "/at 2026-11-19 23:50 UTC @cathy looks"],
    ["/ack ✅ 14:02", "/ack 16:30"],
    ["/mitigated around 2", "/mitigated 16:30"],
    ["/ack 25:00 for @cathy", "/ack 16:30 for @cathy"],
    ["/ack for @cathy 25:00", "/ack 16:30 for @cathy"],
    ["/incident mitigated 25:00 UTC rolled back", "/incident mitigated 16:30 rolled back"],
    ["/started 25:00", "/started 16:30"],
    ["/detected 25:00 by customers", "/detected 16:30 by customers"],
    ["/at 25:00 @cathy logs in", "/at 16:30 @cathy logs in"],
    ["/timeline logs in | 25:00", "/timeline logs in | 16:30"],
    ["/reviewed 25:00", "/reviewed 16:30"],
    ["/review 2026-02-31 10:00 @olivia", "/review tomorrow 10:00 @olivia"],
    ["/review 2026-11-23 @olivia", "/review 2026-11-23 10:00 @olivia"],
  ])("%s: what looks like a time and is none", (line, instead) => {
    const { commands, refusals } = readComment(line, context);
    expect(commands).toEqual([]);
    expect(refusals.map((refusal) => refusal.instead)).toEqual([instead]);
    expect(refusals[0]?.problem).not.toBe("");
  });

  it("every line to type instead is taken when typed", () => {
    const lines = [
      "/severity x",
      "/ack 25:00",
      "/commander",
      "/role",
      "/handoff",
      "/page",
      "/started",
      "/detected",
      "/at",
      "/timeline",
    ];
    const more = [
      "/note",
      "/helped x",
      "/task x",
      "/affects",
      "/impact",
      "/customers",
      "/update",
      "/change",
      "/learned",
      "/factor",
    ];
    const last = [
      "/well",
      "/park",
      "/public",
      "/action",
      "/review x",
      "/reviewed 25:00",
      "/related",
      "/duplicate",
      "/drill x",
      "/incident x",
    ];
    for (const line of [...lines, ...more, ...last]) {
      const { refusals } = readComment(line, context);
      expect(refusals, line).toHaveLength(1);
      expect(said(refusals[0]?.instead ?? ""), line).toHaveLength(1);
    }
  });

  it("calls in no more than 20 people by one line", () => {
    const people = Array.from({ length: 21 }, (_, n) => `@person-${n}`);
    expect(refused(`/page ${people.join(" ")}`)).toEqual([
      `At most 20 people are called in by one line. → /page ${people.slice(0, 20).join(" ")}`,
    ]);
  });

  it("shows the line again, cut to a readable length and cleaned", () => {
    const { refusals } = readComment(`intro\n/severity \u202ehigh\u0007 ${"very ".repeat(100)}`, context);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]?.line).toBe(2);
    expect(refusals[0]?.text).toHaveLength(120);
    expect(refusals[0]?.text).toMatch(/^\/severity high very very .*…$/);
  });
});

describe("left to others", () => {
  it.each([
    "/close",
    "/lgtm",
    "/approve",
    "/assign @gary",
    "/usr/bin/top",
    "/ack/foo",
    "/import",
    "/publish",
    "/preview",
    "/ak",
    "/Привет",
    "/",
    "/ ack",
    "// ack",
    "I ran /ack",
    "/ackack",
    "/x".repeat(1000),
  ])("%s", (line) => {
    const read = readComment(line, context);
    expect(read.commands).toEqual([]);
    expect(read.refusals).toEqual([]);
    expect(read.text).not.toBe("");
  });

  it("misspelt bare verbs, where bare verbs are off", () => {
    expect(refused("/resovled", { bare: false })).toEqual([]);
  });
});

describe("where there is no incident yet", () => {
  it.each<[string, object]>([
    ["/incident", { verb: "incident" }],
    ["/incident Login page is down", { verb: "incident", title: "Login page is down" }],
    ["/incident sev2 Login page is down", { verb: "incident", severity: "sev2", title: "Login page is down" }],
    ["/incident SEV 2: Login page", { verb: "incident", severity: "sev2", title: "Login page" }],
    ["/incident drill sev1 Game day", { verb: "incident", severity: "sev1", drill: true, title: "Game day" }],
    ["/incident near-miss s4", { verb: "incident", severity: "sev4", nearMiss: true }],
    [
      "/incident resolved 14:40 sev3 Slow search",
      {
        verb: "incident",
        severity: "sev3",
        resolved: true,
        time: "14:40",
        title: "Slow search",
      },
    ],
    ["/incident Drills are late", { verb: "incident", title: "Drills are late" }],
    ["/incident ack the page", { verb: "incident", title: "ack the page" }],
    ["/incident help", { verb: "help" }],
  ])("%s", (line, expected) => {
    expect(said(line, { place: "elsewhere" })).toEqual([expected]);
  });

  it("bare verbs say nothing, not even misspelt ones", () => {
    const read = readComment("/ack\n/sev2\n/resovled", { ...context, place: "elsewhere" });
    expect(read).toMatchObject({ commands: [], refusals: [], text: "/ack\n/sev2\n/resovled" });
  });

  it("the lines after the one that declares are those of an incident", () => {
    const read = said("/ack\n/incident sev2 Login\n/started 14:00", { place: "elsewhere" });
    expect(read).toEqual([
      { verb: "incident", severity: "sev2", title: "Login" },
      { verb: "started", time: "14:00" },
    ]);
  });

  it("a time that is none is refused", () => {
    const { refusals } = readComment("/incident resolved 25:00 Login", { ...context, place: "elsewhere" });
    expect(refusals.map(({ instead }) => instead)).toEqual(["/incident resolved 16:30 Login"]);
  });
});

describe("limits of one comment", () => {
  it("takes 200 commands, and refuses the further ones once", () => {
    const { commands, refusals } = readComment("/monitoring\n".repeat(1000), context);
    expect(commands).toHaveLength(200);
    expect(refusals).toEqual([
      {
        line: 201,
        text: "/monitoring",
        problem: "A comment is read up to 200 commands: put this one and those below into another comment.",
        instead: "/monitoring",
      },
    ]);
  });

  it("takes 50 action items, and other commands after them", () => {
    const { commands, refusals } = readComment(`${"/action rotate\n".repeat(60)}/ack`, context);
    expect(commands).toHaveLength(51);
    expect(refusals.map(({ line, problem }) => [line, problem])).toEqual([
      [51, "A comment is read up to 50 action items: put this one and those below into another comment."],
    ]);
  });
});
