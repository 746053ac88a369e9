/** Mentions and e-mail addresses in a text. */
import type { Hit } from "./public-check.ts";

/** A local part, `@`, and a name with or without dots that no digit begins; `package@1.2.3` is none. */
const email = /(?<![\w.+-])[\w.+-]{1,64}@(?=[\p{L}_-])[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/gu;

/** `@login` or `@organisation/team`; a time as in `@16:20` is none. */
const mention = /(?<![\w@])@(?!\d+(?::|\.\d|%| |$))[a-z\d](?:[\w-]{0,77}[a-z\d])?(?:\/[a-z\d](?:[\w.-]{0,98}\w)?)?/gi;

/** The e-mail addresses in the text, those of machines too: `root@localhost`. */
export function emailsIn(text: string): Hit[] {
  return [...text.matchAll(email)].map(({ 0: found, index }) => {
    return { kind: "e-mail address", found, index, length: found.length };
  });
}

/** The people and teams that the text mentions. */
export function mentionsIn(text: string): Hit[] {
  return [...text.matchAll(mention)].map(({ 0: found, index }) => {
    return { kind: "mention", found, index, length: found.length };
  });
}
