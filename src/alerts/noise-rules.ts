/** Which rules of monitoring systems make the most noise. */

/** Alerts of one fingerprint, or of one day of it. */
interface Heard {
  source: string;
  title: string;
  /** What is watched, where several alerts may come of one rule or check. */
  rule?: string | null | undefined;
  service?: string | null | undefined;
  count: number;
}

/** What is watched for one service, and how often it fired. */
interface NoisyRule {
  /** The rule's name, or the title of its alerts. */
  name: string;
  source: string;
  service: string | null;
  count: number;
}

/** The rules by how often they fired, the most frequent first; by name where that is the same. */
export function noisiest(heard: Iterable<Heard>): NoisyRule[] {
  const rules = new Map<string, NoisyRule>();
  for (const { source, title, rule, service, count } of heard) {
    const name = rule ?? title;
    const key = JSON.stringify([source, name, service ?? null]);
    const known = rules.get(key);
    if (known) known.count += count;
    else rules.set(key, { name, source, service: service ?? null, count });
  }
  return [...rules.entries()]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .map(([, rule]) => rule);
}
