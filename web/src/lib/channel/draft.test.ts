import { describe, expect, it } from 'vitest';
import type { Channel } from '$lib/api/names';
import { ChannelDraft } from './draft.svelte';

function draftWith(...destinations: string[]): ChannelDraft {
  const draft = new ChannelDraft();
  destinations.forEach((destination) => draft.add(destination));
  return draft;
}

describe('a channel’s destinations', () => {
  it('are five at most, each once', () => {
    expect(draftWith('a', 'b', 'a', 'c', 'd', 'e', 'f').destinations).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('move by one place and stay at either end', () => {
    const draft = draftWith('a', 'b', 'c');
    draft.move('c', -1);
    expect(draft.destinations).toEqual(['a', 'c', 'b']);
    draft.move('a', -1);
    draft.move('b', 1);
    expect(draft.destinations).toEqual(['a', 'c', 'b']);
  });

  it('go to the server in their order', () => {
    const draft = draftWith('a', 'b');
    draft.remove('a');
    draft.name = '  Shop ';
    expect(draft.body).toMatchObject({ name: 'Shop', routing: { kind: 'alternative', destinations: ['b'] } });
  });
});

describe('a channel’s settings', () => {
  const welcome = { enabled: true, text: 'Hello', when: 'firstContact' as const };
  const text = { enabled: false, text: '' };
  const channel = {
    name: 'Shop',
    routing: { kind: 'alternative', destinations: ['a'] },
    displayNameFormat: 'none',
    messages: { welcome, away: text, close: text }
  } as unknown as Channel;

  it('are unchanged until something differs, in whatever order the server names them', () => {
    const reordered = { ...channel, messages: { away: text, close: text, welcome: { when: welcome.when, text: 'Hello', enabled: true } } };
    const draft = ChannelDraft.of(channel);
    expect(draft.differsFrom(reordered)).toBe(false);
    draft.messages.away.enabled = true;
    expect(draft.differsFrom(reordered)).toBe(true);
  });
});
