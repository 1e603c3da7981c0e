import { describe, expect, it } from 'vitest';
import type { CannedResponse } from '$lib/api/names';
import { keyBefore, lastUsed, matching, noteUse } from './canned';

const response = (key: string, text = ''): CannedResponse => ({
  id: `cnr_${key}`,
  key,
  text,
  shared: true,
  ownerId: null,
  version: 1
});

describe('a key', () => {
  it('begins with a slash at the start or after a space', () => {
    expect(keyBefore('/he', 3)).toEqual({ query: 'he', from: 0 });
    expect(keyBefore('Well, /', 7)).toEqual({ query: '', from: 6 });
    expect(keyBefore('and/or', 6)).toBeNull();
    expect(keyBefore('https://x', 9)).toBeNull();
    expect(keyBefore('/hello there', 12)).toBeNull();
    expect(keyBefore('/hello', 3)).toEqual({ query: 'he', from: 0 });
  });
});

describe('what may be meant', () => {
  const all = [
    response('refund', 'Your refund is on its way'),
    response('hello', 'Hello'),
    response('help'),
    response('bye', 'Come again, hello')
  ];

  it('goes by key, then by text, then by letters', () => {
    expect(matching(all, 'hel', []).map((one) => one.key)).toEqual(['hello', 'help', 'bye']);
    expect(matching(all, 'rfd', []).map((one) => one.key)).toEqual(['refund']);
    expect(matching(all, 'xyz', [])).toEqual([]);
  });

  it('shows what was used last first', () => {
    expect(matching(all, '', ['cnr_bye', 'cnr_help']).map((one) => one.key)).toEqual([
      'bye',
      'help',
      'refund',
      'hello'
    ]);
  });

  it('shows one’s own before everybody’s of the same key, whichever was used last', () => {
    const own: CannedResponse = {
      ...response('hello', 'Hello from me'),
      id: 'cnr_own',
      shared: false,
      ownerId: 'stf_me'
    };
    const ids = (query: string, used: string[]) => matching([...all, own], query, used).map((one) => one.id);
    expect(ids('hello', []).slice(0, 2)).toEqual(['cnr_own', 'cnr_hello']);
    expect(ids('hel', ['cnr_hello']).slice(0, 3)).toEqual(['cnr_own', 'cnr_hello', 'cnr_help']);
    expect(ids('hel', ['cnr_help', 'cnr_hello']).slice(0, 3)).toEqual(['cnr_help', 'cnr_own', 'cnr_hello']);
  });

  it('is remembered by the device', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key)
    };
    noteUse(storage, 'cnr_a');
    noteUse(storage, 'cnr_b');
    noteUse(storage, 'cnr_a');
    expect(lastUsed(storage)).toEqual(['cnr_a', 'cnr_b']);
  });
});
