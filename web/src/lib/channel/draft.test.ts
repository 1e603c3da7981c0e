import { describe, expect, it } from 'vitest';
import type { Channel } from '$lib/api/names';
import { ChannelDraft } from './draft.svelte';

function channel(): Channel {
  const draft = new ChannelDraft();
  return {
    id: 'chn_1',
    deletes: true,
    sourceId: 'src_1',
    sourceName: 'Shop',
    state: 'active',
    createdAt: '2026-11-23T00:00:00.000Z',
    version: 1,
    ...draft.body,
    name: 'Shop'
  };
}

describe('what the server is given', () => {
  it('is trimmed, and a binding without days lasts for ever', () => {
    const draft = new ChannelDraft();
    draft.name = '  Shop ';
    draft.routing = { kind: 'alternative', destinations: ['grp_1'] };
    // As an emptied number field leaves it.
    draft.sticky.expiryDays = undefined;
    expect(draft.body.name).toBe('Shop');
    expect(draft.body.routing).toEqual({ kind: 'alternative', destinations: ['grp_1'] });
    expect(draft.body.sticky.expiryDays).toBeNull();
  });
});

describe('a draft of a channel', () => {
  it('differs only where something was changed, whatever order the fields come in', () => {
    const before = channel();
    const { enabled, text, ...rest } = before.autoClose;
    before.autoClose = { text, ...rest, enabled };
    const draft = ChannelDraft.of(before);
    expect(draft.differsFrom(before)).toBe(false);
    draft.routing = { kind: 'percentage', branches: [], otherwise: draft.routing };
    expect(draft.differsFrom(before)).toBe(true);
  });

  it('leaves the channel as it is while it is edited', () => {
    const before = channel();
    const draft = ChannelDraft.of(before);
    draft.sticky.enabled = true;
    draft.autoClose.quietSeconds = 10;
    expect(before.sticky.enabled).toBe(false);
    expect(draft.differsFrom(before)).toBe(true);
  });
});
