import { describe, expect, it } from 'vitest';
import type { Delivery } from '$lib/api/names';
import { millisecondsInWords, phasesOf, pretty, waitSentence } from './words';

const reader = { timeZone: 'UTC', locale: 'en-GB' };
const now = Date.parse('2026-11-27T10:00:00Z');
const waiting = (kind: NonNullable<Delivery['waitsFor']>['kind']) =>
  waitSentence(
    { waitsFor: { kind, deliveryId: null }, nextAttemptAt: '2026-11-27T10:04:00Z' } as Delivery,
    now,
    reader
  );

describe('deliveries', () => {
  it.each([
    ['retry', 'Next attempt: today at 10:04.'],
    ['earlier', 'Waiting for an earlier event to this visitor, to keep the order.'],
    ['probe', 'The endpoint is failing. Its events are queued until a probe succeeds. Next probe: today at 10:04.']
  ] as const)('say what they wait for: %s', (kind, sentence) => {
    expect(waiting(kind)).toBe(sentence);
  });

  it('say of what is near in how many seconds it comes', () => {
    const soon = { waitsFor: { kind: 'retry', deliveryId: null }, nextAttemptAt: '2026-11-27T10:00:12Z' } as Delivery;
    expect(waitSentence(soon, now, reader)).toBe('Retrying in 12 s.');
    expect(waitSentence(soon, now + 60_000, reader)).toBe('Retrying now.');
  });

  it.each([
    [0.42, '0.4 ms'],
    [38.2, '38 ms'],
    [2_140, '2.1 s']
  ])('took so long: %s', (milliseconds, words) => {
    expect(millisecondsInWords(milliseconds)).toBe(words);
  });

  it('show the phases of a request as shares of the whole', () => {
    const phases = phasesOf({ timings: { dnsMs: 10, connectMs: 20, tlsMs: 30, firstByteMs: 90, totalMs: 100 } });
    expect(phases.map(({ name, share }) => [name(), share])).toEqual([
      ['DNS lookup', 0.1],
      ['Connecting', 0.2],
      ['TLS', 0.3],
      ['Waiting for response', 0.3],
      ['Reading response', 0.1]
    ]);
    const reused = phasesOf({ timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: 5, totalMs: 5 } });
    expect(reused.map(({ name }) => name())).toEqual(['Waiting for response']);
    const silent = phasesOf({
      timings: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 15_000 }
    });
    expect(silent.map(({ name, share }) => [name(), share])).toEqual([['Waiting for response', 1]]);
  });

  it('show JSON in lines and anything else as it is', () => {
    expect(pretty('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(pretty('<html>')).toBe('<html>');
  });
});
