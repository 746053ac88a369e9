/** How people found each other: pages and how long they took to reach somebody, missed deadlines, hand-overs. */
import { describe, expect, it } from "vitest";
import type { Incident } from "../../src/incident/incident.ts";
import { handoversIn } from "../../src/incident/people.ts";
import type { IncidentEvent } from "../../src/timeline/event.ts";
import { at, clock, declared, entries, moment, story } from "./events.ts";

type Reminded = Extract<IncidentEvent, { kind: "reminded" }>;

/** A reminder of ours about an incident that nobody has taken up. */
function escalated(time: string, stage: string, told: string[]): Reminded {
  return reminded("acknowledgement", time, stage, told);
}

function reminded(subject: Reminded["subject"], time: string, stage: string, told: string[]): Reminded {
  const url = "https://github.com/acme/shop/issues/12#issuecomment-900";
  return {
    kind: "reminded",
    id: `reminder:${subject}:${stage}`,
    at: at(time),
    who: "sooner",
    standing: "self",
    url,
    subject,
    stage,
    told,
  };
}

function withReminders(told: ReturnType<typeof declared>, ...reminders: Reminded[]): Incident {
  const events = [...told.events(), ...reminders].sort((a, b) => a.at - b.at);
  const folded = told.fold(events);
  if (folded.status !== "incident") throw new Error("No incident.");
  return folded.incident;
}

/** `16:14 by cathy, reached 16:15`, of one person. */
function pages({ people }: Incident, name: string): string[] {
  const person = people.find(({ who }) => who === name);
  return (person?.pages ?? []).map(({ at: time, by, escalation, reachedAt }) => {
    const how = escalation ? " (escalation)" : "";
    return `${clock(time)} by ${by}${how}, ${reachedAt === undefined ? "not reached" : `reached ${clock(reachedAt)}`}`;
  });
}

describe("pages", () => {
  it("are each reached by the first word or act afterwards", () => {
    const told = declared().comment("cathy", "16:10", "/page @greg").comment("gary", "16:12", "/page @greg @rita");
    told.comment("greg", "16:14", "Here.").comment("cathy", "16:40", "/page @greg");
    expect(pages(told.incident(), "greg")).toEqual([
      "16:10 by cathy, reached 16:14",
      "16:12 by gary, reached 16:14",
      "16:40 by cathy, not reached",
    ]);
    expect(pages(told.incident(), "rita")).toEqual(["16:12 by gary, not reached"]);
    expect(told.incident().people.find(({ who }) => who === "greg")).toMatchObject({
      joinedAt: at("16:14"),
      pagedAt: at("16:10"),
      pagedBy: "cathy",
      reachedAt: at("16:14"),
    });
  });

  it("count once where one comment names somebody twice", () => {
    const told = declared().comment("cathy", "16:10", "/page @greg\n/page @greg @rita");
    expect(pages(told.incident(), "greg")).toEqual(["16:10 by cathy, not reached"]);
  });

  it("name one person, however the login is written", () => {
    const told = declared().comment("cathy", "16:10", "/page @Greg").comment("greg", "16:11", "Here.");
    expect(told.incident().people.map(({ who }) => who)).toEqual(["gary", "cathy", "greg"]);
    expect(pages(told.incident(), "greg")).toEqual(["16:10 by cathy, reached 16:11"]);
  });

  it("of merged incidents are one person's", () => {
    const other = story()
      .label("cathy", "sev2", "16:01")
      .comment("cathy", "16:02", "/page @greg")
      .comment("greg", "16:30", "Here.")
      .comment("gary", "17:00", "/duplicate #12");
    const told = declared()
      .comment("gary", "16:20", "/page @greg")
      .given({ mergedFrom: [other.incident(9)] });
    expect(pages(told.incident(), "greg")).toEqual(["16:02 by cathy, reached 16:30", "16:20 by gary, not reached"]);
    expect(told.incident().people.find(({ who }) => who === "greg")).toMatchObject({
      pagedAt: at("16:02"),
      pagedBy: "cathy",
    });
  });
});

describe("a missed deadline", () => {
  const told = () => declared().comment("greg", "16:40", "Here.");
  const incident = withReminders(
    told(),
    escalated("16:21", "1", ["greg", "acme/web"]),
    escalated("16:36", "2", ["olga"]),
    reminded("update", "17:06", String(at("16:06") / 1_000), ["gary"]),
  );

  it("is an entry that nobody in particular did", () => {
    expect(entries(incident)).toEqual([
      "16:06 gary task: added the label sev2",
      "16:21 null automation: nobody had taken it up after 15 min; told greg and acme/web",
      "16:36 null automation: nobody had taken it up after 30 min; told olga",
      "16:40 greg conversation: Here.",
      "17:06 null automation: no status update for 1 h; asked gary",
    ]);
  });

  it("pages the people whom it told, but no team, and nobody who is asked for an update", () => {
    expect(pages(incident, "greg")).toEqual(["16:21 by sooner (escalation), reached 16:40"]);
    expect(pages(incident, "olga")).toEqual(["16:36 by sooner (escalation), not reached"]);
    expect(pages(incident, "gary")).toEqual([]);
    expect(incident.people.map(({ who }) => who)).toEqual(["gary", "olga", "greg"]);
  });

  it("acknowledges nothing, and is no change", () => {
    expect(moment(incident, "acknowledged")).toBe("16:40 inferred from comment by greg");
    expect(clock(incident.updatedAt)).toBe("16:40");
    const alone = withReminders(declared(), escalated("16:21", "1", ["greg"]));
    expect(moment(alone, "acknowledged")).toBe("not known");
    expect(clock(alone.updatedAt)).toBe("16:06");
    expect(alone.phase).toBe("response");
  });

  it("is told also where there was nobody to tell", () => {
    const alone = withReminders(declared(), escalated("16:21", "1", []), reminded("update", "17:06", "?", []));
    expect(entries(alone).slice(1)).toEqual([
      "16:21 null automation: nobody had taken it up after 15 min",
      "17:06 null automation: no status update",
    ]);
  });
});

describe("hand-overs", () => {
  it("are roles that go to somebody else, and nothing that came from nobody", () => {
    const told = declared().comment("gary", "16:07", "/commander @gary\n/role comms @gary");
    told.comment("gary", "16:10", "/handoff commander @cathy").comment("cathy", "16:20", "/commander @cathy");
    told.comment("cathy", "16:30", "/handoff @gary");
    const handovers = [...handoversIn(told.incident().roles)];
    expect(handovers.map(([to, from]) => `${to.role}: ${from.who} to ${to.who} ${clock(to.from)}`)).toEqual([
      "commander: gary to cathy 16:10",
      "commander: cathy to gary 16:30",
    ]);
  });
});
