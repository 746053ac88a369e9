/** What the wiki remembers of earlier runs: the records, and where the last run ended. */
import { readLines } from "../src/record/lines.ts";
import { type ReportMemory, readMemoryFile, trusted } from "../src/record/memory.ts";
import { type NoiseLine, readNoise } from "../src/record/noise.ts";
import type { IncidentRecord } from "../src/record/record.ts";
import type { Files } from "./files.ts";
import type { Notice } from "./notice.ts";

export const dataFolder = "incidents/data";
export const memoryPath = `${dataFolder}/memory.json`;
export const metricsPath = `${dataFolder}/metrics.json`;
export const noisePath = `${dataFolder}/noise.jsonl`;

/** Records by year of declaration; nobody else writes files of these names. */
const ofAYear = /^incidents\/data\/(?:\d{4}|unknown)\.jsonl$/;

export interface Recollection {
  /** Null where there is nothing to go on from: everything is read. */
  memory: ReportMemory | null;
  /** By number; none where there is no memory. */
  records: Map<number, IncidentRecord>;
  /** Alerts that opened no incident; none where there is no memory. */
  noise: readonly NoiseLine[];
  /** Incidents that have pages, where their records are lost: no label leads to those that were withdrawn. */
  lost: readonly number[];
  /** `metrics.json` as it is, "" where there is none. */
  metrics: string;
  notices: Notice[];
}

export const nothingRecollected: Recollection = {
  memory: null,
  records: new Map(),
  noise: [],
  lost: [],
  metrics: "",
  notices: [],
};

/** Reads what earlier runs left. Data that somebody else changed is not gone on from: GitHub is read anew, and that is said. */
export async function recollect(wiki: Files): Promise<Recollection> {
  const years = [...wiki.files.keys()].filter((path) => ofAYear.test(path));
  const wanted = [memoryPath, metricsPath, noisePath, ...years];
  const texts = await wiki.read(wanted.filter((path) => wiki.files.has(path)));
  const metrics = texts.get(metricsPath) ?? "";
  const memory = readMemoryFile(texts.get(memoryPath) ?? null);
  const lost = pagedIn(wiki);
  if (!memory)
    return { ...nothingRecollected, lost, metrics, notices: years.length > 0 ? [readAnew([memoryPath])] : [] };
  const { intact, missing } = trusted(memory, texts);
  const records = years.map((path) => readLines(intact.get(path) ?? "?"));
  const noise = wiki.files.has(noisePath) ? readNoise(intact.get(noisePath) ?? "?") : [];
  const broken = [...years.filter((_, index) => records[index] === null), ...(noise ? [] : [noisePath])];
  const suspect = [...broken, ...missing.filter((path) => ofAYear.test(path) || path === noisePath)];
  if (suspect.length > 0)
    return {
      memory: { ...memory, since: null, left: null },
      records: new Map(),
      noise: [],
      lost,
      metrics,
      notices: [readAnew(suspect)],
    };
  return {
    memory,
    records: new Map(records.flat().flatMap((record) => (record ? [[record.number, record]] : []))),
    noise: noise ?? [],
    lost: [],
    metrics,
    notices: [],
  };
}

/** Numbers of the incidents that pages are named after. */
function pagedIn({ files }: Pick<Files, "files">): number[] {
  const numbers = [...files.keys()].map((path) => /^Incident-(\d{1,9})\.md$/.exec(path)?.[1]);
  return numbers.flatMap((number) => (number === undefined ? [] : [Number(number)]));
}

/** Paths of the files that hold records, or alerts that opened no incident, also those that somebody else put there. */
export function dataPaths({ files }: Pick<Files, "files">): string[] {
  return [...files.keys()].filter((path) => ofAYear.test(path) || path === noisePath);
}

function readAnew(paths: readonly string[]): Notice {
  const [first = ""] = paths;
  const what = paths.length > 1 ? `${first} and ${paths.length - 1} more` : first;
  return {
    level: "warning",
    title: "Data in the wiki is not as it was written",
    text: `${what} was changed, removed or broken by somebody else, so everything was read from GitHub again. Nothing is lost; please leave the files in ${dataFolder} to the Action.`,
  };
}
