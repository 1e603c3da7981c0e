import { describe, expect, it } from 'vitest';
import { isolated } from './bidi';

describe('a name within a text', () => {
  it.each([
    ['Ada Lovelace', 'Ada Lovelace'],
    ['ليلى حداد', '\u2068ليلى حداد\u2069'],
    ['נועה 7', '\u2068נועה 7\u2069'],
    ['evil\u202Egpj.exe', 'evil gpj.exe'],
    ['ا\u2069\u202Eb', '\u2068ا b\u2069'],
    ['two\nlines\u0007', 'two lines'],
    ['\u2067\u2067', '']
  ])('%j becomes %j', (name, shown) => {
    expect(isolated(name)).toBe(shown);
  });
});
