import { describe, expect, it } from 'vitest';
import { isComposing } from './composing';

describe('a key', () => {
  it.each([
    ['while composing', { isComposing: true, keyCode: 229 }, true],
    ['while composing, where the key is told all the same', { isComposing: true, keyCode: 13 }, true],
    ['that ends a composition in Safari', { isComposing: false, keyCode: 229 }, true],
    ['by itself', { isComposing: false, keyCode: 13 }, false]
  ])('%s', (_, event, taken) => {
    expect(isComposing(event)).toBe(taken);
  });
});
