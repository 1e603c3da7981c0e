import { languageName } from '$lib/language/name';

/** Languages that the form offers; the API takes any tag. */
const offered =
  'ar bn cs da de el en es fa fi fil fr he hi hu id it ja ko ms nl no pl pt ro ru sv th tr uk ur vi zh-Hans zh-Hant';

/** Most languages of one automatic message, the server's limit. */
const LANGUAGES_MAX = 20;

/** The languages that can still be added to these, by name. */
export function languagesToAdd(present: readonly string[]): { tag: string; name: string }[] {
  if (present.length >= LANGUAGES_MAX) return [];
  return offered
    .split(' ')
    .filter((tag) => !present.includes(tag))
    .map((tag) => ({ tag, name: languageName(tag) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
