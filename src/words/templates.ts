/** The words as Handlebars templates: ours, and a repository's own instead, which can break nothing. */
import Handlebars from "handlebars";
import { inline, plain } from "./escape.ts";

/** One template for each thing that is said; each is a file `NAME.hbs`. */
export const templateNames = [
  "card",
  "card-unconfirmed",
  "card-withdrawn",
  "card-merged",
  "review",
  "action-item",
  "reply",
  "page",
  "contradictions",
  "review-planned",
  "review-not-held",
  "review-without-items",
  "item-declined",
  "item-evidence",
  "item-closed",
  "item-returned",
  "items-settled",
  "alert",
  "alerts-more",
  "deployment",
  "reminder-acknowledgement",
  "reminder-update",
  "reminder-review",
  "reminder-item",
  "alert-noise",
  "wiki-incident",
  "wiki-withdrawn",
  "wiki-merged",
  "wiki-incidents",
  "wiki-archive",
  "wiki-metrics",
  "wiki-metrics-window",
  "wiki-action-items",
  "wiki-learnings",
  "wiki-status",
  "wiki-home",
  "wiki-sidebar",
  "wiki-public",
  "public-findings",
  "digest",
  "digest-thread",
] as const;
export type TemplateName = (typeof templateNames)[number];

/** Why a repository's own template is not used, and what to do: plain text. */
export interface TemplateProblem {
  file: string;
  problem: string;
  remedy: string;
}

interface Rendered {
  text: string;
  /** Why the repository's own template was not used; null where it was, or there is none. */
  problem: TemplateProblem | null;
}

export interface Templates {
  /** The words for the view, at most `limit` characters of them where they are a repository's own. */
  render(name: TemplateName, view: object, limit?: number): Rendered;
}

/** The size of an issue's or comment's text on GitHub, in characters. */
export const textLimit = 65_536;

const sizeLimit = 64 * 1024;
/** Rounds of all loops of one rendering: more than any view of ours has. */
const loopLimit = 20_000;

const folder = ".github/sooner/templates";
const options = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: { log: false, lookup: false } as unknown as Record<string, boolean>,
};
const runtime = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };

type Template = (view: object) => string;

/**
 * Our templates, with a repository's own in their place.
 * `sources` and `overrides` are the texts by file name, `card.hbs`. An override that can't be used is named in `problems`.
 * Throws where `sources` lacks a template.
 */
export function compileTemplates(
  sources: Readonly<Record<string, string>>,
  overrides: Readonly<Record<string, string>> = {},
): { templates: Templates; problems: TemplateProblem[] } {
  const ours = compiledOnce(sources);
  const theirs = new Map<string, Template>();
  const problems: TemplateProblem[] = [];
  for (const [file, source] of Object.entries(overrides)) {
    const problem = unusable(file, source);
    if (problem) problems.push(problem);
    else theirs.set(file, compiled(source));
  }
  const render: Templates["render"] = (name, view, limit = textLimit) => {
    const file = `${name}.hbs`;
    const attempt = attempted(file, theirs.get(file), view, limit);
    if (typeof attempt === "string") return { text: attempt, problem: null };
    return { text: ours[name](view), problem: attempt };
  };
  return { templates: { render }, problems };
}

/** What the template says, or why it says nothing; null where there is no template. */
function attempted(
  file: string,
  template: Template | undefined,
  view: object,
  limit: number,
): string | TemplateProblem | null {
  if (!template) return null;
  try {
    const text = template(view);
    return text.length <= limit
      ? text
      : problemIn(file, "its text is too long for GitHub, so ours is used.", "Let it say less.");
  } catch (error) {
    return problemIn(
      file,
      `ours is used, as this can't be: ${reason(error)}.`,
      "Correct it, or remove the file to have our words.",
    );
  }
}

/** The words, and where a repository's own template failed, a first line that says so. */
export function say(templates: Templates, name: TemplateName, view: object, limit?: number): string {
  const { text, problem } = templates.render(name, view, limit);
  if (!problem) return text;
  return `> ${inline(`${problem.file}: ${problem.problem} ${problem.remedy}`)}\n\n${text}`;
}

type Ours = Readonly<Record<TemplateName, Template>>;
const cache = new WeakMap<object, Ours>();

/** Our own templates hardly ever change: they are compiled once for the object that holds them. */
function compiledOnce(sources: Readonly<Record<string, string>>): Ours {
  const known = cache.get(sources);
  if (known) return known;
  const ours = Object.fromEntries(templateNames.map((name) => [name, compiled(source(sources, name))])) as Ours;
  cache.set(sources, ours);
  return ours;
}

function source(sources: Readonly<Record<string, string>>, name: TemplateName): string {
  const text = sources[`${name}.hbs`];
  if (text === undefined) throw new Error(`The template ${name}.hbs is missing.`);
  return text;
}

function unusable(file: string, text: string): TemplateProblem | null {
  if (!templateNames.some((name) => `${name}.hbs` === file)) {
    return problemIn(file, "there is no template of this name.", `There are: ${templateNames.join(", ")}.`);
  }
  if (text.length > sizeLimit) return problemIn(file, "it is over 64 KB, so ours is used.", "Shorten it.");
  try {
    new Forbidden().accept(Handlebars.parse(text));
    Handlebars.precompile(text, options);
    return null;
  } catch (error) {
    return problemIn(
      file,
      `ours is used, as this can't be: ${reason(error)}.`,
      "Correct it, or remove the file to have our words.",
    );
  }
}

/** Partials and decorators can call themselves without end, and are not needed. */
class Forbidden extends Handlebars.Visitor {
  override PartialStatement(): never {
    throw new Error("partials can't be used here");
  }
  override PartialBlockStatement(): never {
    throw new Error("partials can't be used here");
  }
  override Decorator(): never {
    throw new Error("decorators can't be used here");
  }
  override DecoratorBlock(): never {
    throw new Error("inline partials can't be used here");
  }
}

/** A template in an environment of its own, whose loops end. */
function compiled(text: string): Template {
  const environment = Handlebars.create();
  const rounds = { left: loopLimit };
  const each = environment.helpers.each;
  environment.registerHelper("each", function (this: unknown, list: unknown, settings: Handlebars.HelperOptions) {
    const fn: Handlebars.TemplateDelegate = (view, more) => {
      rounds.left -= 1;
      if (rounds.left < 0) throw new Error("its loops go round too often");
      return settings.fn(view, more);
    };
    return each?.call(this, list, { ...settings, fn });
  });
  const template = environment.compile(text, options);
  return (view) => {
    rounds.left = loopLimit;
    return template(view, runtime);
  };
}

function problemIn(file: string, problem: string, remedy: string): TemplateProblem {
  return { file: `${folder}/${plain(file)}`, problem, remedy };
}

/** The first line of what Handlebars says, which names the place, as it may quote the template. */
function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n", 1).join("").replace(" in [object Object]", "").replace(/:$/, "").slice(0, 200);
}
