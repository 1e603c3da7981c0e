import { describe, expect, it } from 'vitest';
import { sampleMessage } from '$lib/api/samples';
import { OwnTyping, VisitorTyping } from './typing.svelte';

describe('a visitor’s typing', () => {
  const started = { type: 'typing.started', data: { enquiryId: 'enq_1', roomId: 'room_1', kind: 'visitor' } } as const;

  it('shows until it stops, is forgotten, or a message comes', () => {
    let now = 0;
    const typing = new VisitorTyping(() => now);
    typing.apply(started);
    expect(typing.in('room_1')).toBe(true);
    typing.apply({ ...started, type: 'typing.stopped' });
    expect(typing.in('room_1')).toBe(false);
    typing.apply(started);
    now = 60_000;
    expect(typing.in('room_1')).toBe(false);
    typing.apply(started);
    typing.apply({ type: 'message.created', data: sampleMessage(1) });
    expect(typing.in('room_1')).toBe(false);
  });
});

describe('one’s own typing', () => {
  it('is told now and then, and once when it ends', () => {
    const told: boolean[] = [];
    let now = 0;
    let pause: (() => void) | null = null;
    const typing = new OwnTyping(
      (value) => told.push(value),
      () => now,
      (run) => (pause = run),
      () => (pause = null)
    );
    for (now = 0; now < 5_000; now += 500) typing.keep();
    expect(told).toEqual([true, true]);
    (pause as (() => void) | null)?.();
    typing.stop();
    expect(told).toEqual([true, true, false]);
  });
});
