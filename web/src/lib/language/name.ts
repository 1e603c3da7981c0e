import { formatLocale } from '$lib/ui/number';

/** The name of a language tag (BCP 47) in the reader’s language, or the tag itself where it isn't one. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([formatLocale()], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
