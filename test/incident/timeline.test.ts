/** The timeline: entries, their kinds and impacts; people, roles, pages. */
import { describe, expect, it } from "vitest";
import { clock, declared, entries, story } from "./events.ts";

const last = (told: ReturnType<typeof story>) => entries(told.incident()).slice(1);

describe("entries", () => {
  it.each([
    ["a responder's comment", declared().comment("rita", "16:10", "It fails."), ["16:10 rita conversation: It fails."]],
    [
      "an action in the first person",
      declared().comment("cathy", "16:10", "I restarted it."),
      ["16:10 cathy task: I restarted it."],
    ],
    ["a mention", declared().comment("cathy", "16:10", "I ask @greg."), ["16:10 cathy conversation: I ask @greg."]],
    [
      "an answer",
      declared().comment("cathy", "16:10", "> Is it down?\n\nI see it too."),
      ["16:10 cathy conversation: I see it too."],
    ],
    ["a command", declared().comment("cathy", "16:10", "/ack"), ["16:10 cathy task: took it up"]],
    ["a command's own words", declared().comment("cathy", "16:10", "/ack looking"), ["16:10 cathy task: looking"]],
    [
      "a command for another time",
      declared().comment("cathy", "16:30", "/identified 16:12"),
      ["16:12 cathy task: identified what to change"],
    ],
    [
      "an update",
      declared().comment("cathy", "16:10", "/update We look."),
      ["16:10 cathy conversation: status update: We look."],
    ],
    ["a bot's comment", declared().comment("robot", "16:10", "Deployed."), ["16:10 robot automation: Deployed."]],
    ["a label", declared().label("cathy", "checkout", "16:10"), ["16:10 cathy task: added the label checkout"]],
    ["an assignment", declared().assign("gary", "greg", "16:10"), ["16:10 gary task: assigned greg"]],
    ["a closing", declared().close("gary", "16:20"), ["16:20 gary task: closed the issue"]],
    ["a reopening", declared().reopen("gary", "16:20"), ["16:20 gary task: reopened the issue"]],
    [
      "a note",
      declared().comment("cathy", "16:10", "/note kept the logs"),
      ["16:10 cathy conversation: kept the logs"],
    ],
    [
      "backfilled lines",
      declared().comment("gary", "16:30", "/at 16:12 @cathy logs in\n/timeline greg joins | 16:15"),
      ["16:12 cathy task: logs in", "16:15 gary task: greg joins"],
    ],
  ])("are made of %s", (_, told, expected) => {
    expect(last(told)).toEqual(expected);
  });

  it.each([
    ["bookkeeping", declared().comment("gary", "16:10", "/started 16:00\n/learned a\n/affects login")],
    ["what outsiders say", declared().comment("oscar", "16:10", "Me too.")],
    ["what the App does", declared().comment("sooner", "16:10", "The card.").label("sooner", "incident", "16:10")],
  ])("are not made of %s", (_, told) => {
    expect(last(told)).toEqual([]);
  });

  it("tell of the issue's own text only where it was opened as an incident", () => {
    expect(entries(story({ at: "16:06", body: "It is down.", labels: ["sev2"] }).incident())).toEqual([
      "16:06 gary conversation: It is down.",
    ]);
    expect(entries(declared().incident())).toEqual(["16:06 gary task: added the label sev2"]);
  });

  it("count reports from outside", () => {
    const told = declared().comment("oscar", "16:10", "Me too.").comment("oscar", "16:12", "Still.");
    expect(told.incident().outsideReports).toBe(2);
  });
});

describe("kind and impact", () => {
  it.each([
    ["/task\n/helped", "16:10 cathy task positive: The page fails."],
    ["/automation\n/hurt", "16:10 cathy automation negative: The page fails."],
    ["/no-effect", "16:10 cathy conversation neutral: The page fails."],
    ["/helped\n/hurt", "16:10 cathy conversation negative: The page fails."],
  ])("are set by %s", (lines, expected) => {
    expect(last(declared().comment("cathy", "16:10", `The page fails.\n\n${lines}`))).toEqual([expected]);
  });

  it("are about the entry above in the comment", () => {
    const told = declared().comment(
      "gary",
      "16:30",
      "/helped\n\nA summary.\n\n/at 16:10 a\n/hurt\n/at 16:12 b\n/conversation",
    );
    expect(last(told)).toEqual([
      "16:10 gary task negative: a",
      "16:12 gary conversation: b",
      "16:30 gary conversation positive: A summary.",
    ]);
  });

  it("take a responder's reaction, the latest word counting", () => {
    const told = declared().comment("cathy", "16:10", "The page fails.\n\n/hurt").react("oscar", "16:11", "+1");
    expect(last(told)).toEqual(["16:10 cathy conversation negative: The page fails."]);
    expect(last(told.react("greg", "16:12", "+1"))).toEqual(["16:10 cathy conversation positive: The page fails."]);
    expect(last(told.react("rita", "16:13", "confused"))).toEqual([
      "16:10 cathy conversation neutral: The page fails.",
    ]);
    told.comment("gary", "16:20", "/hurt https://github.com/acme/shop/issues/12#issuecomment-100");
    expect(last(told)).toEqual(["16:10 cathy conversation negative: The page fails."]);
  });
});

describe("people", () => {
  it("are those who took part, in the order in which they did", () => {
    const told = declared().comment("rita", "16:10", "Here.").comment("gary", "16:30", "/at 16:08 @greg joins");
    told.comment("oscar", "16:09", "Me too.").comment("robot", "16:09", "Deployed.");
    expect(told.incident().people.map(({ who, joinedAt }) => `${who} ${clock(joinedAt ?? 0)}`)).toEqual([
      "gary 16:06",
      "greg 16:08",
      "rita 16:10",
    ]);
  });

  it("are paged, and reached by their first word afterwards", () => {
    const told = declared().comment("greg", "16:07", "Hi.").comment("cathy", "16:10", "/page @greg @rita");
    const greg = () => told.incident().people.find(({ who }) => who === "greg");
    expect(greg()).toMatchObject({ pagedBy: "cathy" });
    expect(greg()?.reachedAt).toBeUndefined();
    told.comment("greg", "16:20", "On it.");
    expect(clock(greg()?.reachedAt ?? 0)).toBe("16:20");
    told.comment("cathy", "16:30", "/at 16:15 @greg joins by phone");
    expect(clock(greg()?.reachedAt ?? 0)).toBe("16:15");
    expect(told.incident().people.find(({ who }) => who === "rita")).toMatchObject({ who: "rita", pagedBy: "cathy" });
  });

  it("hold roles, which they hand over", () => {
    const told = declared().comment("gary", "16:07", "/commander @cathy\n/role comms @gary");
    told.comment("cathy", "16:10", "/handoff @greg").comment("gary", "16:20", "/handoff comms @rita");
    expect(
      told
        .incident()
        .roles.map(({ role, who, from, until }) => `${role} ${who} ${clock(from)}–${until ? clock(until) : ""}`),
    ).toEqual(["commander cathy 16:07–16:10", "comms gary 16:07–16:20", "commander greg 16:10–", "comms rita 16:20–"]);
  });
});

describe("what is said in so many words", () => {
  it("is kept once each, corrected by the last where there can be but one", () => {
    const told = declared().comment(
      "gary",
      "16:10",
      "/affects login\n/affects login checkout\n/customers yes\n/customers no only staff\n/learned A\n/learned a\n/well b\n/park c\n/factor d\n/factor hurt d\n/change #9\n/change #9 hurt\n/related #3\n/public one\n/public two",
    );
    expect(told.incident()).toMatchObject({
      services: ["login", "checkout"],
      customers: { impacted: false, text: "only staff" },
      learnings: ["A"],
      wentWell: ["b"],
      parked: ["c"],
      factors: [{ text: "d", effect: "hurt" }],
      changes: [{ kind: "pull request", ref: "#9", effect: "hurt" }],
      related: [3],
      publicSummary: "two",
    });
  });
});

describe("logins", () => {
  it("are the same person in any case", () => {
    const told = declared()
      .comment("cathy", "16:10", "/page @Greg\n/commander @CATHY")
      .comment("greg", "16:12", "Here.")
      .incident();
    expect(told.roles.map(({ role, who }) => `${role} ${who}`)).toEqual(["commander cathy"]);
    expect(told.people.map(({ who, reachedAt }) => `${who}${reachedAt ? ` reached ${clock(reachedAt)}` : ""}`)).toEqual(
      ["gary", "cathy", "greg reached 16:12"],
    );
  });
});
