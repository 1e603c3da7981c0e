import { describe, expect, it } from 'vitest';
import { troubleOf } from './delivery';

const now = Date.parse('2026-11-22T10:00:00.000Z');

describe('what is said about a delivery', () => {
  it('is nothing while all goes well', () => {
    expect(troubleOf({ state: 'queued', attempts: 0 }, now)).toBeNull();
    expect(troubleOf({ state: 'read', attempts: 1 }, now)).toBeNull();
  });

  it('tells when the next attempt comes', () => {
    const delivery = {
      state: 'queued' as const,
      attempts: 3,
      reason: 'timeout',
      nextAttemptAt: '2026-11-22T10:02:00.000Z'
    };
    expect(troubleOf(delivery, now)).toBe('Not delivered yet: timeout. Retrying in 2 minutes.');
  });

  it('tells that the next attempt is due', () => {
    const delivery = { state: 'queued' as const, attempts: 3, nextAttemptAt: '2026-11-22T10:00:00.000Z' };
    expect(troubleOf(delivery, now)).toBe('Not delivered yet. Retrying now.');
    expect(troubleOf({ ...delivery, reason: 'timeout' }, now)).toBe('Not delivered yet: timeout. Retrying now.');
  });

  it('gives the reason of a failure', () => {
    expect(troubleOf({ state: 'failed', attempts: 9, reason: 'gone' }, now)).toBe('Not delivered: gone');
  });
});
