import { describe, expect, it } from 'vitest';
import { troubleOf } from './delivery';

const now = Date.parse('2026-11-22T10:00:00.000Z');

describe('what is said about a delivery', () => {
  it('is nothing while all goes well', () => {
    expect(troubleOf({ state: 'queued', attempts: 0 }, now)).toBeNull();
    expect(troubleOf({ state: 'read', attempts: 1 }, now)).toBeNull();
  });

  it('tells when the next attempt comes', () => {
    const delivery = { state: 'queued' as const, attempts: 3, reason: 'timeout', nextAttemptAt: '2026-11-22T10:02:00.000Z' };
    expect(troubleOf(delivery, now)).toBe('The channel did not take it 3 times (timeout). Next attempt in 2 min.');
  });

  it('gives the reason of a failure', () => {
    expect(troubleOf({ state: 'failed', attempts: 9, reason: 'gone' }, now)).toBe('Not delivered: gone');
  });
});
