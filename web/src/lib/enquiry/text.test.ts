import { describe, expect, it } from 'vitest';
import { lengthOf, withAddresses } from './text';

describe('a text', () => {
  it('is as long as it has characters', () => {
    expect(lengthOf('né🙂')).toBe(3);
  });

  it('leads to the addresses in it, without the punctuation around them', () => {
    expect(withAddresses('See (https://a.example/x?y=1).')).toEqual([
      { text: 'See (', href: null },
      { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
      { text: ').', href: null }
    ]);
  });

  it('never leads to a script', () => {
    expect(withAddresses('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)', href: null }]);
  });
});
