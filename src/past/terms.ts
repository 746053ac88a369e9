/** The words of titles and factors by which incidents are likened: what any incident could say weighs little or nothing. */

/** Words of any sentence. */
const empty = wordsIn(`
  a about above after again all also am an and any another are as at back be because been before being below both but by
  can cannot could did do does doesn doing don during each every everybody everyone everything few for from had has
  have he her here his how i if in into is isn it its just keep keeps let may me more most my no nobody none nor not now
  of off on once one only or other our out over own same several she should since so some still such t than that the
  their them then there these they this those through to today too under until up us ve very was wasn we were what when
  where which while who why will with without won would yesterday yet you your
`);

/** The same in German, French and Spanish, as far as incidents' titles use them. */
const emptyElsewhere = wordsIn(`
  aber alle auf aus bei bis das dem den der die durch ein eine einem einen einer es für hat ich im ist kann kein keine
  kunden können mehr mit nach nicht noch nur oder seit sich sie sind und uns vom von vor war was wenn werden wir wird zu
  zum zur über aucun aucune au aux avec ce ces dans de des du elle est et il ils la le les mais ne nous on ou par pas
  peut peuvent plus pour que qui sans sur un une al con del el en es está están las lo los más muy no nos para pero por
  puede pueden se sin son su sus una y ya clientes clients
`);

/** Words of any incident: alone they liken nothing. */
const usual = wordsIn(`
  affected alert alerting ausfall broken bug check container critical customer degradation degrade degraded down elevated
  erreichbar erreur error exception fail failed failing failure fehler fire firing funktioniert geht high host impact
  incident increased instance issue kube kubernetes latency low major minor node offline outage p50 p90 p95 p99 panne
  pod problem prod production rate ready report reported request resolved response server service site slow slowly
  staging status störung system timeout triggered unable unavailable unhealthy unreachable user warning wrong
  jan january feb february mar march apr april jun june jul july aug august sep sept september oct october nov november
  dec december mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday utc
`);

/** One term for what people write in several ways. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ["email", "mail"],
  ["ssl", "certificate"],
  ["tls", "certificate"],
  ["cert", "certificate"],
  ["db", "database"],
  ["signin", "login"],
  ["logon", "login"],
  ["basket", "cart"],
  ["k8", "kubernetes"],
  ["postgresql", "postgres"],
]);

const longest = 40;
/** Nobody's title has more; an attacker's could. */
const most = 100;

/** The terms of the texts, each once, in the order of their first use; at most 100. */
export function termsOf(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const [word] of joined(text).matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      for (const part of partsOf(word)) {
        const term = termOf(part);
        if (term !== null) terms.add(term);
        if (terms.size === most) return [...terms];
      }
    }
  }
  return [...terms];
}

/** Whether any incident could say it, as dates and codes. */
export function isUsual(term: string): boolean {
  return usual.has(term) || /^\p{N}+$/u.test(term);
}

/** What is one word, written as two. */
function joined(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\b(?:log|sign)[ -]?in\b/gi, "login")
    .replace(/\be-mail/gi, "mail");
}

/** `KubePodCrashLooping` is four words; `PayPal` is one. */
function partsOf(word: string): string[] {
  const parts = word.slice(0, longest).split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u);
  return parts.length > 2 ? parts : [word.slice(0, longest)];
}

function termOf(word: string): string | null {
  const lower = word.toLowerCase();
  if (lower.length < 2 || empty.has(lower) || emptyElsewhere.has(lower)) return null;
  const one = lower.length > 3 && /[^su]s$/.test(lower) ? lower.slice(0, -1) : lower;
  return synonyms.get(one) ?? one;
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
