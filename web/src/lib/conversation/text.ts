/** The longest reply, in characters as the server counts them. */
export const REPLY_LENGTH_MAX = 5_000;

/** From here on the composer shows how many characters are left. */
export const REPLY_LENGTH_NEAR = 4_500;

/** The longest text that stands below a file. */
export const CAPTION_LENGTH_MAX = 1_024;

/** Counts Unicode code points, as the server does; `length` would count an emoji twice. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** A stretch of text, or a web address in it. */
export interface TextPart {
  text: string;
  href: string | null;
}

const SCHEME = /https?:\/\//gi;

/** What no address holds: white space, quotes, brackets and invisible characters, among them those that turn the direction. */
const NOT_IN_ADDRESS = /[\s<>"'`\p{Cc}\p{Cf}]/u;

/** Punctuation that ends a sentence, and closes what was opened before the address. */
const ENDS_SENTENCE = new Set('.,;:!?…、。，；：！？'.split(''));
const OPENED_BY: Readonly<Record<string, string>> = {
  ')': '(',
  ']': '[',
  '}': '{',
  '）': '（',
  '」': '「',
  '»': '«',
  '”': '“'
};

/** Finds the web addresses in a text, leaving out the punctuation that ends a sentence. Looks at each character a fixed number of times. */
export function withAddresses(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  SCHEME.lastIndex = 0;
  for (let match = SCHEME.exec(text); match; match = SCHEME.exec(text)) {
    const run = runFrom(text, match.index);
    // Whatever comes of it, the run is not looked at again.
    SCHEME.lastIndex = match.index + run.length;
    const address = withoutEnd(run);
    if (!URL.canParse(address)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}

/** The text from `start` up to what can't be in an address. */
function runFrom(text: string, start: number): string {
  let at = start;
  while (at < text.length && !NOT_IN_ADDRESS.test(text.charAt(at))) at += 1;
  return text.slice(start, at);
}

/** Cuts punctuation off the end; a bracket only if it was not opened within. */
function withoutEnd(run: string): string {
  const open = new Map<string, number>();
  for (const character of run) {
    const opener = OPENED_BY[character];
    if (opener !== undefined) open.set(opener, (open.get(opener) ?? 0) - 1);
    else if (OPENERS.has(character)) open.set(character, (open.get(character) ?? 0) + 1);
  }
  let end = run.length;
  for (; end > 0; end -= 1) {
    const last = run.charAt(end - 1);
    if (ENDS_SENTENCE.has(last)) continue;
    const opener = OPENED_BY[last];
    const surplus = opener === undefined ? 0 : (open.get(opener) ?? 0);
    if (opener === undefined || surplus >= 0) break;
    open.set(opener, surplus + 1);
  }
  return run.slice(0, end);
}

const OPENERS = new Set(Object.values(OPENED_BY));
