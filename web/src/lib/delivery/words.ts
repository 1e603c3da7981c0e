import type { Delivery, DeliveryAttempt } from '$lib/api/names';
import { inSentence, momentInWords, type Reader } from '$lib/ui/time';

export const stateNames: Record<Delivery['state'], string> = {
  due: 'Waiting',
  inFlight: 'On its way',
  delivered: 'Delivered',
  failed: 'Failed'
};

export const stateColours: Record<Delivery['state'], string> = {
  due: 'bg-lantern-soft text-lantern-ink',
  inFlight: 'bg-accent-soft text-accent-ink',
  delivered: 'bg-moss-soft text-moss-ink',
  failed: 'bg-brick-soft text-brick-ink'
};

/** A duration in milliseconds as people read it: `0.4 ms`, `38 ms`, `2.1 s`. */
export function millisecondsInWords(milliseconds: number): string {
  if (milliseconds < 1) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** When something happens that is near: `at once`, `in 12 s`, `today, 14:05`. */
function nextInWords(at: number, now: number, reader: Reader): string {
  const seconds = Math.ceil((at - now) / 1_000);
  if (seconds <= 0) return 'at once';
  return seconds < 90 ? `in ${seconds} s` : inSentence(momentInWords(at, now, reader));
}

/** What a delivery waits for, in a sentence; empty when it doesn't wait. */
export function waitSentence(delivery: Delivery, now: number, reader: Reader): string {
  const wait = delivery.waitsFor;
  if (!wait) return '';
  const at = delivery.nextAttemptAt ? nextInWords(Date.parse(delivery.nextAttemptAt), now, reader) : '';
  switch (wait.kind) {
    case 'turn':
      return 'It goes out as soon as a place among the requests to its source is free.';
    case 'retry':
      return `The next request is made ${at}, by its own schedule.`;
    case 'earlier':
      return 'It waits behind an earlier event of this visitor, so that the order stays.';
    case 'probe':
      return `The endpoint fails, so it is only probed: next ${at}. Everything for it waits until a probe succeeds.`;
    case 'stopped':
      return 'The endpoint answered 410 and wants nothing more. Mend it and save its address again; then this goes out.';
    case 'reader':
      return 'The source has no webhook: its channel reads this event from the outbox.';
  }
}

/** A phase of a request: how much of the whole it took, 0 to 1. */
export interface Phase {
  name: string;
  milliseconds: number;
  share: number;
  colour: string;
}

/** The phases of a request, one after the other; those of a connection that was open already took no time. */
export function phasesOf({ timings }: Pick<DeliveryAttempt, 'timings'>): Phase[] {
  const opening = (timings.dnsMs ?? 0) + (timings.connectMs ?? 0) + (timings.tlsMs ?? 0);
  const firstByte = timings.firstByteMs;
  const waiting = firstByte === null || firstByte === undefined ? timings.totalMs - opening : firstByte - opening;
  const reading = firstByte === null || firstByte === undefined ? 0 : timings.totalMs - firstByte;
  const phases: [string, number | null | undefined, string][] = [
    ['Looking up', timings.dnsMs, 'bg-line-strong'],
    ['Connecting', timings.connectMs, 'bg-lantern'],
    ['TLS', timings.tlsMs, 'bg-moss'],
    ['Waiting for the answer', Math.max(0, waiting), 'bg-accent'],
    ['Reading it', Math.max(0, reading), 'bg-ink-faint']
  ];
  const whole = Math.max(timings.totalMs, 0.001);
  return phases.flatMap(([name, milliseconds, colour]) =>
    typeof milliseconds === 'number' && milliseconds > 0
      ? [{ name, milliseconds, share: Math.min(1, milliseconds / whole), colour }]
      : []
  );
}

/** JSON in lines, anything else as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
