import { describe, expect, it } from 'vitest';
import {
  amount,
  countdown,
  dateInWords,
  dayInSentence,
  dayInWords,
  durationInWords,
  momentInSentence,
  momentInWords,
  shortAge,
  timeOfDay,
  untilInWords,
  waitInWords,
  type Reader
} from './time';

const reader: Reader = { timeZone: 'Asia/Hong_Kong', locale: 'en-GB' };
// A Sunday, 00:30 in Hong Kong: there it is already the next day.
const now = Date.parse('2026-11-21T16:30:00Z');
const ago = (milliseconds: number) => now - milliseconds;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('times', () => {
  it.each([
    [ago(10 * MINUTE), 'Today'],
    [ago(HOUR), 'Yesterday'],
    [now + 24 * HOUR, 'Tomorrow'],
    [ago(50 * HOUR), 'Thursday'],
    [ago(20 * 24 * HOUR), '2 November'],
    [Date.parse('2025-12-30T12:00:00Z'), '30 December 2025']
  ])('name the day in the reader’s zone (%#)', (at, words) => {
    expect(dayInWords(at, now, reader)).toBe(words);
  });

  it('name day and time together', () => {
    expect(momentInWords(ago(HOUR), now, reader)).toBe('Yesterday, 23:30');
    expect(momentInSentence(ago(HOUR), now, reader)).toBe('yesterday at 23:30');
    expect(momentInSentence(ago(50 * HOUR), now, reader)).toBe('Thursday at 22:30');
    expect(dayInSentence(now, now, reader)).toBe('today');
  });

  it.each([
    ['en-US', '2:05 PM', '9:05 AM'],
    ['en-GB', '14:05', '09:05'],
    ['ja', '14:05', '09:05'],
    ['zh-TW', '14:05', '09:05'],
    ['zh-HK', '14:05', '09:05'],
    ['zh-CN', '14:05', '09:05']
  ])('have the hours of the reader’s country: %s', (locale, afternoon, morning) => {
    const time = (at: string) => timeOfDay(Date.parse(at), { timeZone: 'UTC', locale });
    expect([time('2026-11-21T14:05:00Z'), time('2026-11-21T09:05:00Z')]).toEqual([afternoon, morning]);
  });

  it('name a date that has no time', () => {
    expect(dateInWords('2026-12-25', reader)).toBe('Fri, 25 Dec 2026');
  });

  it.each([
    [45, '45 secs'],
    [1800, '30 mins'],
    [5400, '1 hr 30 mins'],
    [86_400, '1 day'],
    [180_000, '2 days 2 hrs'],
    [null, '']
  ])('are waits that people can read (%#)', (seconds, words) => {
    expect(waitInWords(seconds)).toBe(words);
  });

  it('are amounts with a space before the unit, but for Japanese', () => {
    expect([amount(20, 'second', 'en-GB'), amount(20, 'second', 'zh-TW'), amount(20, 'second', 'ja-JP')]).toEqual([
      '20 secs',
      '20 秒',
      '20秒'
    ]);
  });

  it.each([
    [ago(5_000), 'now'],
    [ago(4 * MINUTE), '4 min ago'],
    [ago(50 * HOUR), 'Thu'],
    [ago(20 * 24 * HOUR), '2 Nov']
  ])('are short in a list (%#)', (at, words) => {
    expect(shortAge(at, now, reader)).toBe(words);
  });

  it.each([
    ['ja', '4分前'],
    ['zh-CN', '4分钟前'],
    ['zh-TW', '4 分鐘前'],
    ['en-US', '4m ago']
  ])('are short in a list in %s', (locale, words) => {
    expect(shortAge(ago(4 * MINUTE), now, { ...reader, locale })).toBe(words);
  });

  it.each([
    [now + 42_000, '0:42'],
    [now + 41_200, '0:42'],
    [now + 725_000, '12:05'],
    [now - 5_000, '0:00']
  ])('run down and stop at nothing (%#)', (until, words) => {
    expect(countdown(until, now)).toBe(words);
  });

  it.each([
    [now + 20_000, 'in 20 seconds'],
    [now + 5 * MINUTE, 'in 5 minutes'],
    [now + 2 * HOUR, 'in 2 hours']
  ])('tell how long until something happens (%#)', (at, words) => {
    expect(untilInWords(at, now)).toBe(words);
  });

  it('tell how long something took', () => {
    expect([durationInWords(84.2), durationInWords(1_240)]).toEqual(['84ms', '1.2s']);
  });
});
