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

const ADDRESS = /https?:\/\/[^\s<>"']+/g;

/** Finds the web addresses in a text, leaving out the punctuation that ends a sentence. */
export function withAddresses(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = match[0].replace(/[.,;:!?)\]}]+$/, '');
    if (!URL.canParse(address)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index), href: null });
    parts.push({ text: address, href: address });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), href: null });
  return parts;
}
