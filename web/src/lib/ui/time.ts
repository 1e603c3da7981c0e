/** How times are read: in whose zone, in whose language. */
export interface Reader {
  timeZone: string;
  locale: string;
}

const DAY_MS = 86_400_000;

function format(at: number, reader: Reader, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(reader.locale, { timeZone: reader.timeZone, ...options }).format(at);
}

/** A day as a comparable text (`2026-11-22`) in the reader's zone. */
export function dayOf(at: number, reader: Reader): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: reader.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit'
  }).format(at);
}

/** `14:05`. */
export function timeOfDay(at: number, reader: Reader): string {
  return format(at, reader, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `Today`, `Yesterday`, `Tomorrow`, `Monday` within the last week, else the date. */
export function dayInWords(at: number, now: number, reader: Reader): string {
  const day = dayOf(at, reader);
  if (day === dayOf(now, reader)) return 'Today';
  if (day === dayOf(now - DAY_MS, reader)) return 'Yesterday';
  if (day === dayOf(now + DAY_MS, reader)) return 'Tomorrow';
  if (now > at && now - at < 6 * DAY_MS) return format(at, reader, { weekday: 'long' });
  const sameYear = day.slice(0, 4) === dayOf(now, reader).slice(0, 4);
  return format(at, reader, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** Day and time: `Today, 14:05`. */
export function momentInWords(at: number, now: number, reader: Reader): string {
  return `${dayInWords(at, now, reader)}, ${timeOfDay(at, reader)}`;
}

/** The same within a sentence: `today, 14:05`. */
export function inSentence(words: string): string {
  return words.replace(/^(Today|Yesterday|Tomorrow)/, (day) => day.toLowerCase());
}

/** A date without a time (`2026-12-25`): `Fri, 25 Dec 2026`. */
export function dateInWords(date: string, reader: Reader): string {
  const at = Date.parse(date);
  if (Number.isNaN(at)) return date;
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return format(at, { ...reader, timeZone: 'UTC' }, options);
}

/** A wait that was set in seconds: `45 s`, `30 min`, `1 h 30 min`, `2 days`; empty where there is none. */
export function waitInWords(seconds: number | null | undefined): string {
  if (!seconds || seconds < 0) return '';
  const parts = [
    [Math.floor(seconds / 86_400), seconds < 172_800 ? 'day' : 'days'],
    [Math.floor((seconds % 86_400) / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [seconds % 60, 's']
  ] as const;
  return parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : [])).join(' ');
}

/** The few characters a dense list has for a time: `now`, `4 min`, `14:05`, `Mon`, `3 Nov`. */
export function shortAge(at: number, now: number, reader: Reader): string {
  const age = now - at;
  if (age < 60_000) return 'now';
  if (age < 3_600_000) return `${Math.floor(age / 60_000)} min`;
  if (dayOf(at, reader) === dayOf(now, reader)) return timeOfDay(at, reader);
  if (age < 6 * DAY_MS) return format(at, reader, { weekday: 'short' });
  const sameYear = dayOf(at, reader).slice(0, 4) === dayOf(now, reader).slice(0, 4);
  return format(at, reader, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: '2-digit' }) });
}

/** A running-down wait: `0:42`, `12:05`; never below zero. */
export function countdown(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How long until something happens: `in 20 s`, `in 5 min`, `in 2 h`; `now` once it is due. */
export function untilInWords(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1000);
  if (seconds <= 0) return 'now';
  if (seconds < 60) return `in ${seconds} s`;
  if (seconds < 3600) return `in ${Math.round(seconds / 60)} min`;
  return `in ${Math.round(seconds / 3600)} h`;
}

/** A length of time that was measured: `340 ms`, `1.2 s`. */
export function durationInWords(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
