import { describe, expect, it } from 'vitest';
import { uniqueKeys } from './keyed';

describe('keys', () => {
  it.each([[['a', 'a', 'a']], [['a', '1 a', 'a']], [['0 a', 'a', '0 a']], [['', '', ' ']]])(
    'differ even for %j',
    (values) => {
      expect(new Set(uniqueKeys(values)).size).toBe(values.length);
    }
  );

  it('follow a value that moves', () => {
    const before = uniqueKeys(['a', 'b']);
    expect(uniqueKeys(['b', 'a'])).toEqual([before[1], before[0]]);
  });
});
