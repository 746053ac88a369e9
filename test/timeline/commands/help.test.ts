/** What people read about the commands. */
import { describe, expect, it } from "vitest";
import { helpText, readmeTable } from "../../../src/timeline/commands/help.ts";
import { commands } from "../../../src/timeline/commands/table.ts";

describe("help", () => {
  it("lists every command with its usage, by group, within a phone's few screens", () => {
    const help = helpText();
    for (const { name, usage, group } of commands) {
      expect(help).toContain(`**${group}**: `);
      expect(help).toContain(`\`${`${name} ${usage}`.trim()}\``);
    }
    expect(help.length).toBeLessThan(2_000);
  });

  it("tells of one command", () => {
    expect(helpText("ack")).toBe(
      "`/incident ack [TIME] [for @WHO] [TEXT]`\nA responder took it up.\nAlso: `acknowledge`.\n" +
        "Example: `/incident ack 14:02 for @cathy`\nFor people with the triage role.",
    );
  });

  it("says where the text may follow on the lines below", () => {
    expect(helpText("Status")).toContain(
      "The text may also stand on the lines below, up to a blank one or the next command.",
    );
  });

  it("shows the form of a declaration as it is typed", () => {
    expect(helpText("incident")).toContain("Example: `/incident sev2 Login page is down`");
  });

  it("gives the list for a topic that is none", () => {
    expect(helpText("coffee")).toBe(helpText());
  });
});

describe("the README's table", () => {
  it("has a row of four cells for each command, its pipes escaped", () => {
    const [head, rule, ...rows] = readmeTable().split("\n");
    expect(head).toBe("| Command | What it does | Example | For |");
    expect(rule).toBe("| --- | --- | --- | --- |");
    expect(rows).toHaveLength(commands.length);
    for (const row of rows) expect(row.replaceAll("\\|", "").split("|")).toHaveLength(6);
    expect(rows).toContain(
      "| `/timeline TEXT [\\| TIME]` | Adds an entry, with its time at the end. | `/timeline greg joins by phone \\| 14:15` | people with the triage role |",
    );
  });

  it("says of every command what it does in a sentence", () => {
    for (const { meaning, example } of commands) {
      expect(meaning).toMatch(/^[A-Z].*\.$/);
      expect(example).not.toBe("");
    }
  });
});
