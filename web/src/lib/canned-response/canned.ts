import type { CannedResponse } from '$lib/api/names';
import type { TextStorage } from '$lib/ui/storage';

/** How many responses are offered at a time. */
const OFFERED_MAX = 6;
/** How many uses are remembered. */
const REMEMBERED_MAX = 20;
const STORAGE_KEY = 'causeway.canned.used';

/** The key that is being typed: a slash at the start of the reply or after white space, up to the cursor. */
export function keyBefore(text: string, cursor: number): { query: string; from: number } | null {
  const match = /(?:^|\s)\/([\p{L}\p{N}_-]*)$/u.exec(text.slice(0, cursor));
  if (!match) return null;
  const query = match[1] ?? '';
  return { query: query.toLowerCase(), from: cursor - query.length - 1 };
}

/** The letters of `query` stand in `text` in this order. */
function isSubsequence(query: string, text: string): boolean {
  let at = 0;
  for (const letter of query) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function rank(response: CannedResponse, query: string): number {
  if (response.key === query) return 0;
  if (response.key.startsWith(query)) return 1;
  if (response.key.includes(query)) return 2;
  if (response.text.toLowerCase().includes(query)) return 3;
  return isSubsequence(query, response.key) ? 4 : Infinity;
}

/**
 * The responses that may be meant, the best first; of equals those whose key was used last, and one's own before
 * shared ones: a key that both have means one's own.
 */
export function matching(
  responses: readonly CannedResponse[],
  query: string,
  used: readonly string[]
): CannedResponse[] {
  const ages = new Map<string, number>();
  for (const { id, key } of responses) {
    if (used.includes(id)) ages.set(key, Math.min(used.indexOf(id), ages.get(key) ?? used.length));
  }
  const age = (response: CannedResponse) => ages.get(response.key) ?? used.length;
  return responses
    .map((response) => ({ response, rank: rank(response, query) }))
    .filter((entry) => entry.rank < Infinity)
    .sort(
      (one, other) =>
        one.rank - other.rank ||
        age(one.response) - age(other.response) ||
        Number(one.response.shared) - Number(other.response.shared)
    )
    .slice(0, OFFERED_MAX)
    .map((entry) => entry.response);
}

/** Which responses this device used last, the latest first. */
export function lastUsed(storage: TextStorage): string[] {
  return (storage.getItem(STORAGE_KEY) ?? '').split(' ').filter((id) => id !== '');
}

export function noteUse(storage: TextStorage, id: string): void {
  const others = lastUsed(storage).filter((known) => known !== id);
  storage.setItem(STORAGE_KEY, [id, ...others].slice(0, REMEMBERED_MAX).join(' '));
}
