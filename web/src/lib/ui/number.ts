let locale = 'en-GB';

/** Sets what `Intl` writes numbers, dates and lists by on this page. Called once, before anything is drawn. */
export function formatBy(tag: string): void {
  locale = tag;
}

/** What `Intl` writes numbers, dates and lists by. */
export function formatLocale(): string {
  return locale;
}

/** A number as people of this language write it: `1,234`. */
export function numberInWords(value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** Names or words as a list within a sentence: `Ann, Bob, and Kim`. */
export function listInWords(parts: readonly string[], type: 'conjunction' | 'disjunction' = 'conjunction'): string {
  return new Intl.ListFormat(locale, { type }).format(parts);
}
