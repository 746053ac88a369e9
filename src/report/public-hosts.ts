/** Names of internal hosts in a text. */
import { parse } from "tldts";
import type { Hit } from "./public-check.ts";

/** The host of an address, perhaps after a user's name: what stands between `//` and the path. */
const authority = /(?<=:|[\s("'=<[]|^)\/\/([^\s/?#"'<>()[\]|\\]{1,253})/gm;
/** `\\fileserver\share`, of which one backslash may have been Markdown's. */
const share = /(?<![\w:.\\])\\{1,2}([a-z\d][\w-]{0,62})\\/gi;
/** A name with dots. */
const dotted = /(?<![\p{L}\p{N}@-])[\p{L}\p{N}][\p{L}\p{N}_-]{0,62}(?:\.[\p{L}\p{N}][\p{L}\p{N}_-]{0,62})+/gu;
/** A name without dots and its port: `redis:6379`. */
const ported = /(?<![\w.:/@-])([a-z][a-z\d-]{0,62}):(?!(?:19|20)\d\d\b)\d{4,5}(?![\d:-])/g;
/** A word with hyphens, as machines are named. */
const word = /(?<![\p{L}\p{N}./@_-])[a-z][a-z\d]*(?:-[a-z\d]+)*(?![\p{L}\p{N}@-]|\.[a-z])/giu;

/** The internal hosts in the text, but for the allowed ones. */
export function hostsIn(text: string, allowed: readonly string[]): Hit[] {
  const inAddresses = [...text.matchAll(authority)].flatMap((match) => ofAuthority(match));
  const shares = [...text.matchAll(share)].map(({ index, 0: { length }, 1: found = "" }) => hit(found, index, length));
  const ports = [...text.matchAll(ported)].map(({ index, 1: found = "" }) => hit(found, index, found.length));
  const named = [...text.matchAll(dotted)].flatMap(({ index, 0: found }) => {
    const name = found.replace(/[_-]+$/, "");
    return isInternalInProse(name) ? [hit(name, index, name.length)] : [];
  });
  const machines = [...text.matchAll(word)]
    .filter(([found]) => isMachine(found))
    .map(({ index, 0: found }) => hit(found, index, found.length));
  const names = new Set(allowed.map((name) => name.toLowerCase()));
  return [...inAddresses, ...shares, ...ports, ...named, ...machines].filter(
    ({ found }) => !names.has(found.toLowerCase()),
  );
}

function hit(found: string, index: number, length: number): Hit {
  return { kind: "internal host", found, index, length };
}

function ofAuthority({ index, 1: content = "" }: RegExpExecArray): Hit[] {
  const host = content.slice(content.lastIndexOf("@") + 1).replace(/(?::\d*)?[.,;:!*_~`-]*$/, "");
  return host !== "" && isInternal(host) ? [hit(host, index, content.length + 2)] : [];
}

/** Endings that no name on the internet has, or that clouds give to what is inside of them. */
const privateEnding =
  /\.(?:internal|local|localhost|localdomain|corp|lan|home|intranet|private|consul|home\.arpa|cluster|svc|prod)$|\.(?:rds|cache|compute|privatelink)\.amazonaws\.com$|\.elb\.[a-z\d-]+\.amazonaws\.com$|\.(?:database|redis\.cache|privatelink)\.windows\.net$|\.ts\.net$/i;
/** Parts of a name below a public domain that say what it is. */
const privatePart = /^(?:internal|intranet|intern|corp|lan|local|private|priv|vpc|mgmt)$/i;

/** Whether the host of an address is none that readers outside can reach. */
function isInternal(host: string): boolean {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return false;
  const { isIcann, domain, subdomain } = parse(host.toLowerCase(), { extractHostname: false, validateHostname: false });
  if (!isIcann || domain === null || privateEnding.test(host)) return true;
  return (subdomain ?? "").split(".").some((part) => privatePart.test(part) || isMachine(part));
}

const files =
  /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|ini|conf|cfg|env|txt|log|lock|html?|css|csv|xml|png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|go|rb|php|java|exe|dll|jar|war|tar|gz|sql|hbs|tf|cpp|hpp|ps1)$/i;

/** The same of a name in prose, where files, versions, and sentences without a blank between them have dots too. */
function isInternalInProse(name: string): boolean {
  if (privateEnding.test(name)) return true;
  if (!/\.[a-z]{2,}$/i.test(name) || files.test(name)) return false;
  const isProse = /\.\p{Lu}\p{Ll}+$/u.test(name) || /^\p{Lu}\p{Ll}+\./u.test(name);
  return !isProse && isInternal(name);
}

const roles = new Set(
  "db sql mysql postgres pg mongo redis kafka cache elastic web node host srv server worker queue proxy lb gw router vm k8s kube bastion jump nginx master replica shard rack prod infra".split(
    " ",
  ),
);

/** Names that clouds and clusters make up: `i-0abcd1234ef567890`, `cart-7d9f8b6c5-x2x9z`. */
const madeUp = /^localhost$|^i-[\da-f]{8,17}$|-[\da-f]{8,10}-[a-z\d]{5}$/i;

/** `db-01`, `web03`, `prod-db-2`: what a machine does, and its number. */
function isMachine(name: string): boolean {
  if (madeUp.test(name)) return true;
  const parts = name.toLowerCase().split("-");
  const last = parts.at(-1) ?? "";
  const isNumbered = parts.length > 1 ? /\d$/.test(last) : /\D\d{2,4}$/.test(last);
  return isNumbered && parts.some((part) => roles.has(part) || roles.has(part.replace(/\d+$/, "")));
}
