import { describe, expect, it } from 'vitest';
import { Shortcuts } from './shortcuts.svelte';

describe('shortcuts', () => {
  it('list what is bound, and forget it with its screen', () => {
    const shortcuts = new Shortcuts();
    const unbind = shortcuts.bind({ key: 'p', label: 'Pick up', group: 'Enquiry' }, () => undefined);
    expect(shortcuts.all.map(({ label }) => label)).toEqual(['Pick up']);
    unbind();
    expect(shortcuts.all).toEqual([]);
  });
});
