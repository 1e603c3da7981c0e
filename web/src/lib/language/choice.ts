import { getLocale, isLocale, locales, overwriteGetLocale, type Locale } from '$lib/paraglide/runtime';
import { formatBy } from '$lib/ui/number';
import { deviceStorage } from '$lib/ui/storage';

const KEY = 'causeway.language';

/** Each language by its own name, as people look for it in a list. */
export const languageNames: Record<Locale, string> = {
  en: 'English',
  'zh-Hant': '繁體中文',
  'zh-Hans': '简体中文',
  ja: '日本語'
};

/** The language of the interface that fits a BCP 47 tag, by language and script: `zh-HK` is `zh-Hant`. */
function localeOf(tag: string): Locale | undefined {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return locales.find((locale) => {
      const likely = new Intl.Locale(locale).maximize();
      return likely.language === language && likely.script === script;
    });
  } catch {
    return undefined;
  }
}

/** The first of these languages that the interface speaks, else English. */
export function bestLocale(tags: readonly string[]): Locale {
  for (const tag of tags) {
    const locale = localeOf(tag);
    if (locale) return locale;
  }
  return 'en';
}

/**
 * How dates and numbers are written: as the browser's own tag says where it is of the same language, so that British readers
 * don't get American dates.
 */
export function formatTag(locale: Locale, tags: readonly string[]): string {
  return tags.find((tag) => localeOf(tag) === locale) ?? locale;
}

/** What was chosen on this device; `null` follows the browser. */
export function chosenLanguage(): Locale | null {
  const stored = deviceStorage.getItem(KEY);
  return stored !== null && isLocale(stored) ? stored : null;
}

/** Takes the language for this page. Called once, before anything is drawn. */
export function startLanguage(): void {
  const locale = chosenLanguage() ?? bestLocale(navigator.languages);
  overwriteGetLocale(() => locale);
  formatBy(formatTag(locale, navigator.languages));
  document.documentElement.lang = locale;
}

/** Remembers a choice on this device; `null` follows the browser. Answers whether the page has to be drawn again for it. */
export function chooseLanguage(choice: Locale | null): boolean {
  if (choice === null) deviceStorage.removeItem(KEY);
  else deviceStorage.setItem(KEY, choice);
  return (choice ?? bestLocale(navigator.languages)) !== getLocale();
}
