/** Commands that settle an action item: done, with how that is known, or declined, with the reason. */
import { group, type Problem, type Reader } from "./definition.ts";
import { firstWord, issueIn, quoted, withoutSeparator } from "./words.ts";

export const settlingCommands = group("Improve", [
  {
    name: "done",
    usage: "#ITEM EVIDENCE",
    meaning: "Closes an action item as done, and keeps how you know that it works.",
    example: "done #12 the alert came within a minute in the drill",
    continues: "after the item",
    read: settle("done", { words: "evidence", ask: "say how you know that it works", sample: "how you know it works" }),
  },
  {
    name: "decline",
    usage: "#ITEM REASON",
    meaning: "Closes an action item that will not be done, and keeps why.",
    example: "decline #12 the caching service is gone",
    continues: "after the item",
    read: settle("decline", { words: "reason", ask: "say why it will not be done", sample: "why it will not be done" }),
  },
]);

/** What has to follow the item: its name, how it is asked for, and a sample. */
interface Wanted {
  words: string;
  ask: string;
  sample: string;
}

/** `#ITEM TEXT` */
function settle(verb: "done" | "decline", wanted: Wanted): Reader {
  return (typed, { repository }) => {
    const [word, rest] = firstWord(typed);
    const item = issueIn(word, repository);
    const text = withoutSeparator(rest);
    if (item === null) return noItem(verb, typed, wanted);
    if (text) return { verb, item, text };
    return { problem: `The ${wanted.words} is missing: ${wanted.ask}.`, instead: `${verb} #${item} ${wanted.sample}` };
  };
}

function noItem(verb: string, typed: string, { sample }: Wanted): Problem {
  const [word, rest] = firstWord(typed);
  const text = /^(?:#|<?https?:)/i.test(word) ? withoutSeparator(rest) : typed;
  const problem = word ? `${quoted(word)} is no issue of this repository.` : "The action item is missing.";
  return { problem, instead: `${verb} #12 ${text || sample}` };
}
