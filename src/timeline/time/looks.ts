/** What people mean as a time although it can't be read as one: to be asked about, never taken for text. */

/** Longer texts say more than a time. */
const longest = 40;

/** Whole texts, without the marks behind them; never tried on longer ones, so that none can cost much. */
const shapes: readonly RegExp[] = [
  /** `1402`, `093015`, seconds or milliseconds since 1970. */
  /^(?:\d{4}|\d{6}|\d{10}|\d{13})$/,
  /** `14.02`, `14::02`, `14;02`, `14 02`, `014:02`, `14:o2`, `930am`. */
  /^\d{1,3}(?:[.:;,]{1,2}| )[\do]{2,3} ?(?:[ap]m)?$/i,
  /^\d{3} ?[ap]m(?: [a-z]{2,4})?$/i,
  /** `around 2`, `at 2`, `2ish`. */
  /^(?:at |@ ?|around |about |since |by |after |before |~ ?)\d{1,2}(?:ish)?$/i,
  /^\d{1,2} ?ish$/i,
  /** `after 14:02`, `by 3pm`. */
  /^(?:by|after|before|until|till|[^\p{L}\p{N}\s]{1,2}) ?\d{1,2}(?::\d\d|[ap]m)(?: [a-z]{2,4})?$/iu,
  /** `today at 2`, `Monday at 9`, `last night at 11`. */
  /^(?:today|tonight|yesterday|tomorrow|last night|(?:on )?(?:last )?\p{L}{3,6}day)(?: at)? \d{1,2}$/iu,
  /** `several minutes ago`, `a while ago`, `1 1/2 hours ago`. */
  /^(?:(?:an?|some|several|few|couple|of|long|short|more|less|than|at|least|half|\d+|\d\/\d) ){0,5}(?:moments?|while|seconds?|minutes?|mins?|hours?|days?|bit) ago$/i,
  /** `20-Nov-26 14:02`. */
  /^\d{1,2}[-/ ]\p{L}{3,9}[-/ ]\d\d,? \d{1,2}:\d\d(?: [a-z]{1,4})?$/iu,
  /** `20-11 14:02`, `the 20th at 14:02`, `20 novembre 14:02`, `2026-W47-5 14:02`. */
  /^(?:the )?\d[\d.\-/w]*(?:st|nd|rd|th)?[-,.]?(?: \p{L}{2,10}| de \p{L}{2,10})?[-,.\d]{0,6} \d{1,2}:\d\d(?: [a-z]{1,4})?$/iu,
];

/** Whether the whole of a text looks like a time to people. */
export function looksLikeTime(text: string): boolean {
  const whole =
    text.length > 4 * longest
      ? ""
      : text
          .normalize("NFKC")
          .trim()
          .replace(/[.,!?:;]$/, "");
  return whole.length <= longest && shapes.some((shape) => shape.test(whole));
}
