import { describe, expect, it } from 'vitest';
import { Unsaved } from './unsaved.svelte';

describe('what was typed and is not saved', () => {
  it('is asked for only while there is some, and let go once', () => {
    const unsaved = new Unsaved();
    let password = '';
    const stop = unsaved.hold(() => password !== '');
    expect(unsaved.any).toBe(false);
    password = 'x';
    expect(unsaved.any).toBe(true);

    let left = 0;
    unsaved.ask(() => (left += 1));
    unsaved.stay();
    unsaved.discard();
    expect([left, unsaved.asking]).toEqual([0, false]);
    unsaved.ask(() => (left += 1));
    expect(unsaved.asking).toBe(true);
    unsaved.discard();
    unsaved.discard();
    expect([left, unsaved.asking]).toEqual([1, false]);

    stop();
    expect(unsaved.any).toBe(false);
  });
});
