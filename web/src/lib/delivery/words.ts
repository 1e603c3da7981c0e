import type { Delivery, DeliveryAttempt } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { formatLocale, numberInWords } from '$lib/ui/number';
import { momentInSentence, type Reader } from '$lib/ui/time';

export const stateNames: Record<Delivery['state'], () => string> = {
  due: m.delivery_state_queued,
  inFlight: m.delivery_state_sending,
  delivered: m.delivery_state_delivered,
  failed: m.delivery_state_failed
};

export const stateColours: Record<Delivery['state'], string> = {
  due: 'bg-lantern-soft text-lantern-ink',
  inFlight: 'bg-accent-soft text-accent-ink',
  delivered: 'bg-moss-soft text-moss-ink',
  failed: 'bg-brick-soft text-brick-ink'
};

/** A duration in milliseconds as people read it: `0.4 ms`, `38 ms`, `2.1 s`. */
export function millisecondsInWords(milliseconds: number): string {
  if (milliseconds < 1) return m.delivery_milliseconds({ number: tenths(milliseconds) });
  if (milliseconds < 1_000) return m.delivery_milliseconds({ number: numberInWords(Math.round(milliseconds)) });
  return m.delivery_seconds({ number: tenths(milliseconds / 1_000) });
}

function tenths(value: number): string {
  return new Intl.NumberFormat(formatLocale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** What is said of the next request: that it is due, in how many seconds it is, or when. */
interface Next {
  now: () => string;
  in: (inputs: { seconds: string }) => string;
  at: (inputs: { time: string }) => string;
}

const nextRetry: Next = { now: m.delivery_wait_retry_now, in: m.delivery_wait_retry_in, at: m.delivery_wait_retry_at };
const nextProbe: Next = { now: m.delivery_wait_probe_now, in: m.delivery_wait_probe_in, at: m.delivery_wait_probe_at };

function nextInWords(next: Next, at: number, now: number, reader: Reader): string {
  const seconds = Math.ceil((at - now) / 1_000);
  if (seconds <= 0) return next.now();
  return seconds < 90
    ? next.in({ seconds: numberInWords(seconds) })
    : next.at({ time: momentInSentence(at, now, reader) });
}

/** What a delivery waits for, in a sentence; empty when it doesn't wait. */
export function waitSentence(delivery: Delivery, now: number, reader: Reader): string {
  const wait = delivery.waitsFor;
  if (!wait) return '';
  const at = delivery.nextAttemptAt ? Date.parse(delivery.nextAttemptAt) : now;
  switch (wait.kind) {
    case 'turn':
      return m.delivery_wait_turn();
    case 'retry':
      return nextInWords(nextRetry, at, now, reader);
    case 'earlier':
      return m.delivery_wait_earlier();
    case 'probe':
      return nextInWords(nextProbe, at, now, reader);
    case 'stopped':
      return m.delivery_wait_stopped();
    case 'reader':
      return m.delivery_wait_reader();
  }
}

/** A phase of a request: how much of the whole it took, 0 to 1. */
export interface Phase {
  name: () => string;
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
  const phases: [() => string, number | null | undefined, string][] = [
    [m.delivery_phase_dns, timings.dnsMs, 'bg-line-strong'],
    [m.delivery_phase_connect, timings.connectMs, 'bg-lantern'],
    [m.delivery_phase_tls, timings.tlsMs, 'bg-moss'],
    [m.delivery_phase_wait, Math.max(0, waiting), 'bg-accent'],
    [m.delivery_phase_read, Math.max(0, reading), 'bg-ink-faint']
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
