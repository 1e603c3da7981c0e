/** Characters that turn the direction of what follows, and control characters, which say nothing in a name. */
const CONTROLS = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu;
/** Letters that are written from right to left: Hebrew, Arabic and their kin, and their presentation forms. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';

/** A sentence in which names stand that came from outside: none of them turns what follows. */
export function withoutControls(sentence: string): string {
  return sentence.replace(CONTROLS, ' ');
}

/**
 * A name for the middle of a plain text, such as a title or a notice, where no element can keep its direction to itself
 * (UAX #9, 2.4). On a page an element with `dir="auto"` does that.
 */
export function isolated(name: string): string {
  const clean = withoutControls(name).trim();
  return RIGHT_TO_LEFT.test(clean) ? `${FIRST_STRONG_ISOLATE}${clean}${POP_DIRECTIONAL_ISOLATE}` : clean;
}
