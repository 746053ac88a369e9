/** What people read about the commands: the reply to `/incident help`, and the README's table. */
import { type CommandDefinition, type CommandHelp, groups } from "./definition.ts";
import { commands, find } from "./table.ts";

/**
 * Help as Markdown for a reply: all commands by group, or one of them with its meaning and an example. An unknown topic
 * gets the list.
 */
export function helpText(topic?: string): string {
  const command = topic === undefined ? undefined : find(topic.toLowerCase());
  return command ? helpOn(command) : overview();
}

function overview(): string {
  const lists = groups.map((group) => {
    const usages = commands.filter((each) => each.group === group).map((each) => `\`${usageOf(each)}\``);
    return `**${group}**: ${usages.join(" · ")}`;
  });
  return `${rules}\n\n${lists.join("\n\n")}\n\nMore on one of them: \`/incident help ack\`.`;
}

const rules =
  "A command stands alone on a line: `/incident ack`, or just `/ack` where that is not switched off. TIME is `14:02`, " +
  "`14:02 UTC`, `20m ago` or `yesterday 23:50`; without one, the time of the comment counts. Edit a comment to correct it.";

function helpOn(command: CommandDefinition): string {
  const aliases = command.aliases.map((name) => `\`${name}\``).join(", ");
  const parts = [
    `\`${line(usageOf(command))}\``,
    command.meaning,
    command.continues && "The text may also stand on the lines below, up to a blank one or the next command.",
    aliases && `Also: ${aliases}.`,
    `Example: \`${line(command.example)}\``,
    `For ${audience[command.who]}.`,
  ];
  return parts.filter(Boolean).join("\n");
}

const audience = { triage: "people with the triage role", responder: "every responder" };

function usageOf({ name, usage }: CommandHelp): string {
  return `${name} ${usage}`.trim();
}

/** The form that works even where bare verbs are off. */
function line(command: string): string {
  return command.startsWith("incident") ? `/${command}` : `/incident ${command}`;
}

/** The README's table of commands: Markdown, with the pipes of the usages escaped. */
export function readmeTable(): string {
  const rows = commands.map((command) => [
    [usageOf(command), ...command.aliases].map((words) => code(`/${words}`)).join(", "),
    command.meaning,
    code(`/${command.example}`),
    audience[command.who],
  ]);
  const lines = [["Command", "What it does", "Example", "For"], ["---", "---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
