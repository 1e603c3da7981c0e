import { m } from '$lib/paraglide/messages';
import { formatLocale } from './number';

/** How times are read: in whose zone, in whose language. */
export interface Reader {
  timeZone: string;
  locale: string;
}

/** Who reads on this screen: in the zone of the device, where they are; the zone of an account is for reports. */
export function readerHere(): Reader {
  return { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, locale: formatLocale() };
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

/** `14:05` or `2:05 PM`, as the reader's country writes it. */
export function timeOfDay(at: number, reader: Reader): string {
  // 下午2:05, as `Intl` writes it for some of these, belongs in prose. Screens in Chinese and Japanese show 14:05.
  if (/^(zh|ja)\b/.test(reader.locale))
    return format(at, reader, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const { hour12 } = new Intl.DateTimeFormat(reader.locale, { hour: 'numeric' }).resolvedOptions();
  return format(at, reader, { hour: hour12 ? 'numeric' : '2-digit', minute: '2-digit' });
}

type NearDay = 'today' | 'yesterday' | 'tomorrow';

/** What near days are called on their own. */
const nearDays: Record<NearDay, () => string> = {
  today: m.ui_day_today,
  yesterday: m.ui_day_yesterday,
  tomorrow: m.ui_day_tomorrow
};

/** The same as words of a sentence, which have no capital in English. */
const nearDaysInSentence: Record<NearDay, () => string> = {
  today: m.ui_day_in_sentence_today,
  yesterday: m.ui_day_in_sentence_yesterday,
  tomorrow: m.ui_day_in_sentence_tomorrow
};

function dayBy(names: Record<NearDay, () => string>, at: number, now: number, reader: Reader): string {
  const day = dayOf(at, reader);
  if (day === dayOf(now, reader)) return names.today();
  if (day === dayOf(now - DAY_MS, reader)) return names.yesterday();
  if (day === dayOf(now + DAY_MS, reader)) return names.tomorrow();
  if (now > at && now - at < 6 * DAY_MS) return format(at, reader, { weekday: 'long' });
  const sameYear = day.slice(0, 4) === dayOf(now, reader).slice(0, 4);
  return format(at, reader, { day: 'numeric', month: 'long', ...(sameYear ? {} : { year: 'numeric' }) });
}

/** `Today`, `Yesterday`, `Tomorrow`, `Monday` within the last week, else the date. */
export function dayInWords(at: number, now: number, reader: Reader): string {
  return dayBy(nearDays, at, now, reader);
}

/** The same within a sentence: `today`. */
export function dayInSentence(at: number, now: number, reader: Reader): string {
  return dayBy(nearDaysInSentence, at, now, reader);
}

/** Day and time: `Today, 14:05`. */
export function momentInWords(at: number, now: number, reader: Reader): string {
  return m.ui_moment({ day: dayInWords(at, now, reader), time: timeOfDay(at, reader) });
}

/** The same within a sentence: `today at 14:05`. */
export function momentInSentence(at: number, now: number, reader: Reader): string {
  return m.ui_moment_in_sentence({ day: dayInSentence(at, now, reader), time: timeOfDay(at, reader) });
}

/** A date without a time (`2026-12-25`): `Fri, 25 Dec 2026`. */
export function dateInWords(date: string, reader: Reader): string {
  const at = Date.parse(date);
  if (Number.isNaN(at)) return date;
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  return format(at, { ...reader, timeZone: 'UTC' }, options);
}

type TimeUnit = 'day' | 'hour' | 'minute' | 'second';

/** A number with its unit. Japanese sets no space between them, as the texts around them don't; the format's own data does. */
export function amount(value: number, unit: TimeUnit, locale: string, unitDisplay: 'short' | 'long' = 'short'): string {
  const written = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(value);
  return locale.startsWith('ja') ? written.replace(/\s/g, '') : written;
}

/** A wait that was set in seconds: `45 secs`, `30 mins`, `1 hr 30 mins`, `2 days`; empty where there is none. */
export function waitInWords(seconds: number | null | undefined): string {
  if (!seconds || seconds < 0) return '';
  const locale = formatLocale();
  const parts: [number, TimeUnit][] = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor((seconds % 86_400) / 3600), 'hour'],
    [Math.floor((seconds % 3600) / 60), 'minute'],
    [seconds % 60, 'second']
  ];
  const amounts = parts.flatMap(([count, unit]) => (count > 0 ? [amount(count, unit, locale)] : []));
  return new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }).format(amounts);
}

/** The few characters a dense list has for a time: `now`, `4 min ago`, `14:05`, `Mon`, `3 Nov`. */
export function shortAge(at: number, now: number, reader: Reader): string {
  const age = now - at;
  if (age < 60_000) return m.ui_just_now();
  if (age < 3_600_000)
    return new Intl.RelativeTimeFormat(reader.locale, { style: 'narrow' }).format(-Math.floor(age / 60_000), 'minute');
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

/** How long until something happens that isn't due yet: `in 20 seconds`, `in 5 minutes`, `in 2 hours`. */
export function untilInWords(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1000);
  const words = new Intl.RelativeTimeFormat(formatLocale());
  if (seconds < 60) return words.format(seconds, 'second');
  if (seconds < 3600) return words.format(Math.round(seconds / 60), 'minute');
  return words.format(Math.round(seconds / 3600), 'hour');
}

/** A length of time that was measured: `340ms`, `1.2s`. */
export function durationInWords(milliseconds: number): string {
  const unit = milliseconds < 1000 ? 'millisecond' : 'second';
  const digits = unit === 'second' ? 1 : 0;
  const written = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit, unitDisplay: 'narrow', ...written }).format(
    unit === 'second' ? milliseconds / 1000 : milliseconds
  );
}
