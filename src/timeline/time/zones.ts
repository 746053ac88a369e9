/** The time zones people name: abbreviations and names, and what each can mean. */
import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../incident/incident.ts";

/** One meaning of a zone's name. */
export interface ZoneReading {
  /** An IANA name or an offset, as Temporal takes it. */
  zone: string;
  /** Meant only while the zone keeps this offset. */
  only?: string;
}
/** What a name of a zone can mean; several where it is ambiguous. */
export interface ZoneWords {
  readings: readonly ZoneReading[];
  /** Where people say `4:40` for the afternoon. */
  american: boolean;
}

/** Region, names, then abbreviation and offset of standard time, and of daylight saving time where there is any. */
const table = `
America/New_York | eastern | ET | EST -05:00 | EDT -04:00
America/Chicago | central | CT | CST -06:00 | CDT -05:00
America/Denver | mountain | MT | MST -07:00 | MDT -06:00
America/Los_Angeles | pacific | PT | PST -08:00 | PDT -07:00
America/Anchorage | alaska | AKT | AKST -09:00 | AKDT -08:00
Pacific/Honolulu | hawaii | - | HST -10:00
America/Halifax | atlantic | - | AST -04:00 | ADT -03:00
America/St_Johns | newfoundland | - | NST -03:30 | NDT -02:30
America/Sao_Paulo | brasilia | - | BRT -03:00
America/Argentina/Buenos_Aires | argentina | - | ART -03:00
America/Santiago | chile | - | CLT -04:00 | CLST -03:00
America/Bogota | colombia | - | COT -05:00
America/Lima | peru | - | PET -05:00
Europe/London | british, uk | - | - | BST +01:00
Europe/Lisbon | western european | - | WET +00:00 | WEST +01:00
Europe/Berlin | central european | - | CET +01:00 | CEST +02:00
Europe/Berlin | middle european | - | MEZ +01:00 | MESZ +02:00
Europe/Athens | eastern european | - | EET +02:00 | EEST +03:00
Europe/Moscow | moscow | - | MSK +03:00
Europe/Istanbul | turkey | - | TRT +03:00
Africa/Lagos | west africa | - | WAT +01:00
Africa/Maputo | central africa | - | CAT +02:00
Africa/Johannesburg | south africa | - | SAST +02:00
Africa/Nairobi | east africa | - | EAT +03:00
Asia/Kolkata | india, indian | - | IST +05:30
Asia/Jerusalem | israel | - | IST +02:00 | IDT +03:00
Europe/Dublin | irish | - | - | IST +01:00
Asia/Dubai | gulf | - | GST +04:00
Asia/Riyadh | arabia, arabian | - | AST +03:00
Asia/Karachi | pakistan | - | PKT +05:00
Asia/Kathmandu | nepal | - | NPT +05:45
Asia/Dhaka | bangladesh | - | BST +06:00
Asia/Bangkok | indochina | - | ICT +07:00
Asia/Jakarta | western indonesia | - | WIB +07:00
Asia/Shanghai | china | - | CST +08:00
Asia/Hong_Kong | hong kong | - | HKT +08:00
Asia/Singapore | singapore | - | SGT +08:00
Asia/Manila | philippine | - | PHT +08:00
Australia/Perth | australian western | AWT | AWST +08:00
Asia/Tokyo | japan | - | JST +09:00
Asia/Seoul | korea | - | KST +09:00
Australia/Adelaide | australian central | ACT | ACST +09:30 | ACDT +10:30
Australia/Sydney | australian eastern | AET | AEST +10:00 | AEDT +11:00
Pacific/Auckland | new zealand | NZT | NZST +12:00 | NZDT +13:00`;

interface Region {
  zone: string;
  names: string[];
  generic: string;
  seasons: Season[];
}
interface Season {
  name: string;
  offset: string;
  season: "standard" | "daylight";
}

const regions: Region[] = table.trim().split("\n").map(toRegion);
/** The four whose bare name is a zone: `1:56 pm Pacific`. */
const american = regions.slice(0, 4);
const abbreviations: ReadonlyMap<string, ZoneWords> = abbreviationsOf(regions);
const names: ReadonlyMap<string, Region> = new Map(
  regions.flatMap((region) => region.names.map((name) => [name, region])),
);
const cities: ReadonlyMap<string, string> = new Map(
  Intl.supportedValuesOf("timeZone").map((zone) => [
    zone.split("/").at(-1)?.replaceAll("_", " ").toLowerCase() ?? "",
    zone,
  ]),
);
/** Abbreviations that are English words in lower case. */
const alsoWords = new Set(["act", "art", "cat", "cot", "eat", "pet", "west", "wet"]);

/** What an abbreviation such as `CST` can mean; null where it is none, or an English word as written. */
export function zoneOfAbbreviation(raw: string): ZoneWords | null {
  return alsoWords.has(raw) ? null : (abbreviations.get(raw.toUpperCase()) ?? null);
}

/** The zone of `mountain` with `daylight`, `central european` with `summer`, `pacific` alone. Names in lower case. */
export function zoneOfName(name: string, season: "standard" | "daylight" | null): ZoneWords | null {
  const region = names.get(name);
  if (!region) return null;
  const literal = region.seasons.find((one) => one.season === season);
  return {
    readings: literal ? meanings(region, literal) : [{ zone: region.zone }],
    american: american.includes(region),
  };
}

/** Whether a name alone, without "time", is taken for a zone. */
export function isAmericanName(name: string): boolean {
  const region = names.get(name);
  return region !== undefined && american.includes(region);
}

/** The zone of a city that zones are named after: `Berlin time`, `New York time`. Names in lower case. */
export function zoneOfCity(name: string): ZoneWords | null {
  const zone = cities.get(name);
  return zone === undefined ? null : exactly(zone);
}

/** The one zone with this name or offset. */
export function exactly(zone: string): ZoneWords {
  return { readings: [{ zone }], american: false };
}

/** How a zone is called at an instant: `UTC`, `EDT`, or `UTC+05:30` where no abbreviation would be clear. */
export function zoneLabel(zone: string, at: Instant): string {
  const offset = offsetOf(zone, at);
  if (offset === "+00:00") return "UTC";
  const season = regions.find((region) => region.zone === zone)?.seasons.find((one) => one.offset === offset);
  const clear =
    season && regions.filter(({ seasons }) => seasons.some(({ name }) => name === season.name)).length === 1;
  return season && clear ? season.name : `UTC${offset}`;
}

/** A zone's offset at an instant: `+01:00`. */
export function offsetOf(zone: string, at: Instant): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offset;
}

function toRegion(line: string): Region {
  const [zone = "", names = "", generic = "", ...seasons] = line.split("|").map((part) => part.trim());
  const named = seasons.map((text, index) => {
    const [name = "", offset = ""] = text.split(" ");
    return { name, offset, season: index === 0 ? ("standard" as const) : ("daylight" as const) };
  });
  return { zone, names: names.split(", "), generic, seasons: named.filter(({ offset }) => offset !== "") };
}

/** The first region listed owns an abbreviation, also out of season; others mean it only while they keep it. */
function abbreviationsOf(all: readonly Region[]): Map<string, ZoneWords> {
  const found = new Map<string, ZoneWords>();
  for (const region of all) {
    const isAmerican = american.includes(region);
    if (region.generic !== "-") found.set(region.generic, { readings: [{ zone: region.zone }], american: isAmerican });
    for (const season of region.seasons) {
      const { name, offset } = season;
      const owned = found.get(name);
      const further = [...(owned?.readings ?? []), { zone: region.zone, only: offset }];
      found.set(
        name,
        owned ? { ...owned, readings: further } : { readings: meanings(region, season), american: isAmerican },
      );
    }
  }
  return found;
}

/** `EST` as its own offset, and as whatever New York keeps that day: people say both. `EDT` is only ever itself. */
function meanings(region: Region, { offset, season }: Season): ZoneReading[] {
  return season === "standard" ? [{ zone: offset }, { zone: region.zone }] : [{ zone: offset }];
}
