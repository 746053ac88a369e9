/** Harmful factors that an earlier incident had too, and the action item of then that was meant to prevent them. */
import type { Factor, Incident, Instant } from "../incident/incident.ts";
import type { Memory, ReturnedFactor } from "../memory.ts";
import type { PastIncident } from "./past-incident.ts";
import { isUsual, termsOf } from "./terms.ts";

/** Of one incident so many factors are compared, and none of more terms than people write in a sentence or two. */
const most = { factors: 10, characters: 1_000, terms: 40 };
const longestKey = 80;

/**
 * What two factors have in common, as a share of all that they say, from here on makes them the same: so chosen that of
 * what test/past asks nothing unlike is told.
 */
const least = 0.7;
/** Which terms are rare, few factors can't tell: they are taken as some of so many. */
const fewest = 50;
const weightOfUsual = 0.25;

function termsIn(text: string): string[] {
  return termsOf([text.slice(0, most.characters)]).slice(0, most.terms);
}

/** By what a factor is remembered: its terms; "" where it has none that could be compared. */
export function factorKey(text: string): string {
  const terms = termsIn(text);
  return terms.every(isUsual) ? "" : terms.join(" ").slice(0, longestKey);
}

/** Where the factor was before, as far as that is remembered; null where it is new. */
export function factorBefore(text: string, { returned = {} }: Pick<Memory, "returned">): ReturnedFactor | null {
  const key = factorKey(text);
  return Object.hasOwn(returned, key) ? (returned[key] ?? null) : null;
}

/** The factors of the incident that can be compared with those of others, with their keys: none of a drill, or of old times. */
export function comparableFactors({ state, drill, declaredBy, factors }: Incident): { key: string; text: string }[] {
  if (state === "withdrawn" || state === "merged" || drill || declaredBy === "import") return [];
  const keyed = factors.filter(isHarmful).map(({ text }) => ({ key: factorKey(text), text }));
  const first = new Map(keyed.toReversed().map((factor) => [factor.key, factor]));
  return keyed.filter((factor) => factor.key !== "" && first.get(factor.key) === factor).slice(0, most.factors);
}

/** Nobody names what did nothing: without a word, it did harm. */
export function isHarmful({ effect }: Factor): boolean {
  return effect !== "helped";
}

/** Each comparable factor by its key: where it was before, or null where it is new, or nothing was to be done about it. */
export function returnedTo(past: readonly PastIncident[], incident: Incident): Record<string, ReturnedFactor | null> {
  const began = incident.moments.declared?.at;
  if (began === undefined) return {};
  const itself = new Set([incident.number, ...incident.mergedFrom]);
  const earlier = past
    .filter(({ number, declaredAt }) => declaredAt < began && !itself.has(number))
    .sort((a, b) => b.declaredAt - a.declaredAt || b.number - a.number)
    .map((one) => ({ one, factors: one.harmful.map(termsIn) }));
  const weight = weights(earlier.flatMap(({ factors }) => factors));
  const found = comparableFactors(incident).map(({ key, text }) => {
    const terms = termsIn(text);
    const before = earlier.flatMap(({ one, factors }) => {
      const same = factors.find((factor) => areSame(terms, factor, weight));
      return same ? (preventing(one, [...terms, ...same], began) ?? []) : [];
    });
    return [key, before[0] ?? null] as const;
  });
  return Object.fromEntries(found);
}

type Weight = (term: string) => number;

/** The rarer a term is among the factors, the more it tells. */
function weights(factors: readonly string[][]): Weight {
  const counts = new Map<string, number>();
  for (const term of factors.flat()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const all = Math.max(fewest, factors.length);
  return (term) => (isUsual(term) ? weightOfUsual : 1) * Math.log(1 + all / (counts.get(term) ?? 1));
}

/** At least two telling terms in common and little else; or word for word the same. */
function areSame(terms: readonly string[], others: readonly string[], weight: Weight): boolean {
  const shared = terms.filter((term) => others.some((other) => isForm(term, other)));
  const isWhole = shared.length === terms.length && terms.length === others.length;
  if (isWhole) return !terms.every(isUsual);
  if (shared.filter((term) => !isUsual(term)).length < 2) return false;
  const sum = (some: readonly string[]) => some.reduce((total, term) => total + weight(term), 0);
  const common = sum(shared);
  return common / (sum(terms) + sum(others) - common) >= least;
}

/** The same word in another form: expired, expiry; connect, connection. */
function isForm(one: string, other: string): boolean {
  if (one === other) return true;
  if (one.length < 5 || other.length < 5 || /\p{N}/u.test(one + other)) return false;
  const longer = Math.max(one.length, other.length);
  const stem = Math.max(5, Math.ceil(longer * 0.6));
  return one.slice(0, stem) === other.slice(0, stem);
}

/** The item of a past incident that names most of the factor; null where none of those of then has enough in common with it. */
function preventing(past: PastIncident, factor: readonly string[], began: Instant): ReturnedFactor | null {
  const items = past.items.filter(({ createdAt }) => createdAt <= began);
  const telling = factor.filter((term) => !isUsual(term));
  const scored = items.map((item) => {
    const terms = termsOf([item.title]).filter((term) => !isUsual(term));
    const shared = terms.filter((term) => telling.some((other) => isForm(term, other))).length;
    return { item, shared, share: terms.length === 0 ? 0 : shared / Math.min(terms.length, telling.length) };
  });
  const [best] = scored.sort((a, b) => b.shared - a.shared || b.share - a.share || a.item.number - b.item.number);
  const enough = items.length === 1 ? 1 : 2;
  if (!best || best.shared < enough || best.share < 0.3) return null;
  const { number: item, state, reason } = best.item;
  return { incident: past.number, item, state, ...(reason ? { reason } : {}) };
}
