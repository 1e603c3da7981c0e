import { describe, expect, it } from 'vitest';
import { fullName } from './person-name';

describe('a full name', () => {
  it.each([
    ['Ada', 'Lovelace', 'Ada Lovelace'],
    ['小明', '王', '王小明'],
    ['太郎', '山田', '山田太郎'],
    ['さくら', '佐々木', '佐々木さくら'],
    ['ケンジ', 'サトー', 'サトーケンジ'],
    ['민준', '김', '김민준'],
    ['小明', 'Wang', '小明 Wang'],
    ['Mei', '陳', 'Mei 陳'],
    ['小明', '', '小明'],
    ['', 'Lovelace', 'Lovelace'],
    ['', '王', '王']
  ])('of %j and %j', (firstName, lastName, whole) => {
    expect(fullName({ firstName, lastName })).toBe(whole);
  });
});
