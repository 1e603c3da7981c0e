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

  it.each([
    ['https://en.example/wiki/Pier_(Hong_Kong)', 'https://en.example/wiki/Pier_(Hong_Kong)'],
    ['(see https://a.example/x)', 'https://a.example/x'],
    ['https://a.example/?q=[1]).', 'https://a.example/?q=[1]'],
    ['HTTPS://A.EXAMPLE/x!', 'HTTPS://A.EXAMPLE/x'],
    ['看 https://a.example/路径。', 'https://a.example/路径'],
    ['https://a.example/\u202Egpj.exe', 'https://a.example/']
  ])('%j leads to %s', (text, address) => {
    expect(withAddresses(text).find(({ href }) => href)?.href).toBe(address);
  });

  it('loses no character, whatever it holds', () => {
    for (const text of ['https://', 'a https://)) b', 'http://[x', 'https://https://a.example', 'x'.repeat(9), '']) {
      expect(
        withAddresses(text)
          .map((part) => part.text)
          .join('')
      ).toBe(text);
    }
  });

  // With the square of its length in steps, each of these would take minutes.
  it.each([
    ['brackets that nothing closes', `https://a.example/${')'.repeat(300_000)}x`],
    ['dots', `https://a.example/${'.'.repeat(300_000)}x`],
    ['schemes in a row', 'https://'.repeat(40_000)],
    ['schemes apart', 'https:// '.repeat(40_000)],
    ['openers', `https://a.example/${'('.repeat(300_000)}`]
  ])('is read in one go: %s', (_, text) => {
    expect(
      withAddresses(text)
        .map((part) => part.text)
        .join('')
    ).toBe(text);
  });
});
