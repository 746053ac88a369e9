/** IP addresses in a text, of both versions. */
import ipaddr from "ipaddr.js";
import type { Hit } from "./public-check.ts";

/** Four numbers, of which later ones may be an `x`, perhaps with blanks between; `v1.2.3.4` is a version. */
const four = /(?<!\d|\d\.|\bv)\d{1,3}(?: ?\. ?(?:\d{1,3}|x(?![a-z\d]))){3}(?!\d|\.\d)/gi;
/** As some clouds name their machines. */
const hyphenated = /(?<![\p{L}\p{N}-])ip(?:-\d{1,3}){4}(?![\p{L}\p{N}-])/giu;
const hexadecimal = /(?<![\p{L}\p{N}_])[\da-f:.]{3,}(?![\p{L}\p{N}_])/giu;

/** The addresses but for the allowed ones. Times, and the colons of programs, are none. */
export function addressesIn(text: string, allowed: readonly string[]): Hit[] {
  const six = [...text.matchAll(hexadecimal)].flatMap(({ 0: word, index }) => {
    const found = word.replace(/\.$|(?<!:):$/, "");
    return isVersion6(found) ? [hit(found, index)] : [];
  });
  const taken = (position: number) => six.some(({ index, length }) => position >= index && position < index + length);
  const others = [...text.matchAll(four), ...text.matchAll(hyphenated)]
    .filter(({ 0: found, index }) => isVersion4(found) && !taken(index))
    .map(({ 0: found, index }) => ({ ...hit(found, index), found: found.replaceAll(" ", "") }));
  return [...six, ...others].map((one) => (allowed.includes(one.found) ? { ...one, harmless: true } : one));
}

function hit(found: string, index: number): Hit {
  return { kind: "IP address", found, index, length: found.length };
}

function isVersion6(text: string): boolean {
  return text.split(":").length > 2 && /\d/.test(text) && ipaddr.IPv6.isValid(text);
}

function isVersion4(text: string): boolean {
  return (
    text.toLowerCase().startsWith("ip-") ||
    text.split(".").every((part) => part.toLowerCase() === "x" || Number(part) < 256)
  );
}
