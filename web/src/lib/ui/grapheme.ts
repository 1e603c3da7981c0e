/** Cuts between what readers take for one letter: an emoji of several parts, a flag, a letter with its accents. */

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The first letter of `text`, or nothing of an empty one. */
export function firstGrapheme(text: string): string {
  return segmenter.segment(text).containing(0)?.segment ?? '';
}

/** The beginning of `text` that has at most `max` UTF-16 units. */
export function beginning(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = segmenter.segment(text).containing(max);
  return text.slice(0, cut ? cut.index : max);
}
