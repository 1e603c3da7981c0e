import { describe, expect, it } from 'vitest';
import { beginning, firstGrapheme } from './grapheme';

describe('cutting texts', () => {
  it('takes what readers see as the first letter', () => {
    for (const letter of ['A', 'é', 'e\u0301', '🇭🇰', '👨‍👩‍👧‍👦', '👋🏽', '語'])
      expect(firstGrapheme(`${letter}bc`)).toBe(letter);
    expect(firstGrapheme('')).toBe('');
  });

  it('cuts between letters', () => {
    expect(beginning('abc', 3)).toBe('abc');
    expect(beginning('abcd', 3)).toBe('abc');
    expect(beginning('ab👨‍👩‍👧‍👦', 5)).toBe('ab');
    expect(beginning('abe\u0301', 3)).toBe('ab');
  });
});
