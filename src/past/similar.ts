/** Past incidents that are like a new one: by the same alert, or by words that few incidents share. */
import MiniSearch from "minisearch";
import type { Incident, Instant } from "../incident/incident.ts";
import type { SimilarIncident } from "../memory.ts";
import { type PastIncident, type Symptoms, symptomsOf } from "./past-incident.ts";
import { isUsual, termsOf } from "./terms.ts";

/** Past incidents, ready to be searched. */
export interface Index {
  words: MiniSearch<Entry>;
  past: ReadonlyMap<number, PastIncident>;
  /** Terms of services' names: they say where, rather than what. */
  places: ReadonlySet<string>;
  /** Terms that more than half of the incidents share. */
  common: ReadonlySet<string>;
}

interface Entry {
  id: number;
  /** Terms of title, services and alerts, with spaces between. */
  symptoms: string;
  factors: string;
}

/** What the asked incident is called while it is searched for: no issue has this number. */
const asked = 0;
const shown = 3;

/**
 * From here on, likeness is real: so chosen that of all that test/past asks nothing unlike is shown. It is the search's
 * score (BM25+) as a share of the score that the incident itself would have.
 */
const least = 0.35;
/** The same where a single word tells more than the name of a service does. */
const leastByOne = 0.6;
/** So much of the likeness is left where both say where they are, and that is apart. */
const elsewhere = 0.6;

const weight = { usual: 0.25, factors: 0.3, fuzzy: 0.7, prefix: 0.7 };
/** Shorter words turn into others by one letter: cart, card. So do names with digits: host-7. */
const fuzzyFrom = 6;
const prefixFrom = 5;
const manyIncidents = 10;
/** Which words are rare, few incidents can't tell: they are taken as some of so many. */
const fewest = 50;

/** Makes past incidents ready to be searched. */
export function indexOf(past: readonly PastIncident[]): Index {
  const words = new MiniSearch<Entry>({
    fields: ["symptoms", "factors"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
  });
  const entries = past.map(entryOf);
  words.addAll(entries);
  words.addAll(Array.from({ length: fewest - entries.length }, (_, n) => ({ id: -1 - n, symptoms: "", factors: "" })));
  return {
    words,
    past: new Map(past.map((incident) => [incident.number, incident])),
    places: new Set(past.flatMap(({ services }) => termsOf(services))),
    common: new Set(sharedByMany(entries)),
  };
}

function entryOf(past: PastIncident): Entry {
  return { id: past.number, symptoms: termsOf(textsOf(past)).join(" "), factors: termsOf(past.factors).join(" ") };
}

function sharedByMany(entries: readonly Entry[]): string[] {
  if (entries.length < manyIncidents) return [];
  const counts = new Map<string, number>();
  for (const { symptoms } of entries)
    for (const term of symptoms.split(" ")) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts].flatMap(([term, count]) => (count > entries.length / 2 ? [term] : []));
}

function textsOf({ title, services, alerts }: Symptoms): string[] {
  return [title, ...services, ...alerts];
}

interface Likeness {
  past: PastIncident;
  /** They had an alert of the same fingerprint. */
  sameAlert: boolean;
  share: number;
}

/**
 * At most three incidents declared before this one that are truly like it, the most like first, of equals the newer. An
 * action item is told as open where it was open at this incident's declaration.
 */
export function similarTo(index: Index, incident: Incident): SimilarIncident[] {
  const began = incident.moments.declared?.at;
  if (began === undefined) return [];
  const itself = new Set([incident.number, ...incident.mergedFrom]);
  return likenesses(index, symptomsOf(incident))
    .filter(({ past }) => past.declaredAt < began && !itself.has(past.number))
    .sort(mostAlikeFirst)
    .slice(0, shown)
    .map(({ past }) => asSimilar(past, began));
}

function mostAlikeFirst(a: Likeness, b: Likeness): number {
  const bySigns = Number(b.sameAlert) - Number(a.sameAlert) || b.share - a.share;
  return bySigns || b.past.declaredAt - a.past.declaredAt || b.past.number - a.past.number;
}

function likenesses(index: Index, symptoms: Symptoms): Likeness[] {
  const fingerprints = new Set(symptoms.fingerprints);
  const shares = sharesOf(index, symptoms);
  return [...index.past.values()].flatMap((past) => {
    const sameAlert = past.fingerprints.some((fingerprint) => fingerprints.has(fingerprint));
    const share = shares.get(past.number) ?? 0;
    return sameAlert || share > 0 ? [{ past, sameAlert, share }] : [];
  });
}

/** Of the incidents that are like this one by their words: how much, in hundredths, by number. */
function sharesOf(index: Index, symptoms: Symptoms): Map<number, number> {
  const terms = termsOf(textsOf(symptoms));
  const places = new Set([...index.places, ...termsOf(symptoms.services)]);
  const isTelling = (term: string) => !isUsual(term) && !places.has(term) && !index.common.has(term);
  return new Map(
    search(index, terms).flatMap(({ past, score, shared }) => {
      const share = score * (areApart(symptoms, past, places) ? elsewhere : 1);
      const told = shared.filter(isTelling).length;
      const isLike = told > 0 ? share >= (told > 1 ? least : leastByOne) : areSame(terms, termsOf(textsOf(past)));
      return isLike ? [[past.number, Math.round(share * 100)] as const] : [];
    }),
  );
}

/** Past incidents that share at least two of the terms, with their score against that of an incident of just these terms. */
function search({ words, past }: Index, terms: readonly string[]) {
  const itself = { id: asked, symptoms: terms.join(" "), factors: "" };
  words.add(itself);
  const found = words.search(itself.symptoms, options);
  words.remove(itself);
  const own = found.find(({ id }) => id === asked)?.score ?? Number.POSITIVE_INFINITY;
  return found.flatMap(({ id, score, queryTerms: shared }) => {
    const incident = past.get(id);
    return incident && shared.length > 1 ? [{ past: incident, score: score / own, shared }] : [];
  });
}

/** The same words, such as "Login is down", are a likeness, though each of them tells little. */
function areSame(terms: readonly string[], others: readonly string[]): boolean {
  const known = new Set(others);
  return terms.length === others.length && terms.every((term) => known.has(term)) && !terms.every(isUsual);
}

const options = {
  boost: { factors: weight.factors },
  boostTerm: (term: string) => (isUsual(term) ? weight.usual : 1),
  fuzzy: (term: string) => (term.length >= fuzzyFrom && isWord(term) ? 1 : false),
  prefix: (term: string) => term.length >= prefixFrom && isWord(term),
  weights: { fuzzy: weight.fuzzy, prefix: weight.prefix },
};

function isWord(term: string): boolean {
  return !/\p{N}/u.test(term);
}

/** Both say where, and nowhere is the same. */
function areApart(one: Symptoms, other: Symptoms, places: ReadonlySet<string>): boolean {
  const here = new Set(placesOf(one, places));
  const there = placesOf(other, places);
  return here.size > 0 && there.length > 0 && !there.some((place) => here.has(place));
}

/** Its services; where it names none, those that its words name. */
function placesOf(symptoms: Symptoms, places: ReadonlySet<string>): string[] {
  const named = termsOf(symptoms.services);
  return named.length > 0 ? named : termsOf(textsOf(symptoms)).filter((term) => places.has(term));
}

function asSimilar({ number, title, declaredAt, learned, items }: PastIncident, began: Instant): SimilarIncident {
  const open = items.filter(({ createdAt, closedAt }) => createdAt <= began && (closedAt === null || closedAt > began));
  return { number, title, declaredAt, learned, open: open.map((item) => item.number) };
}
