import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { formatBy } from '$lib/ui/number';
import { traceInWords } from './trace-words';

const told = (code: string, params?: Record<string, unknown>) =>
  traceInWords({ code, params, text: 'The server’s sentence.' });
const morning = { day: 'mon', time: '09:05', timeZone: 'Europe/Berlin' };

afterEach(() => {
  overwriteGetLocale(() => 'en');
  formatBy('en-GB');
});

describe('a step of routing', () => {
  it.each([
    ['missed', undefined, 'No one accepted it: missed.'],
    ['declined', { staff: 'Ann Lee' }, 'Ann Lee declined.'],
    ['branch', { nth: 37, branch: 2, percent: 30 }, 'Enquiry 37 of every 100 falls into branch 2 (30%).'],
    ['skipped', { destination: 'Sales', reason: 'nobodyActive' }, 'Sales was skipped: no one there was active.'],
    [
      'withinHours',
      { ...morning, days: ['mon', 'tue', 'wed'], from: '08:30', to: '18:00' },
      'Monday 09:05 (Central European Time) is in this time slot: Monday to Wednesday 08:30–18:00.'
    ],
    [
      'closedOn',
      { ...morning, date: '2026-12-28' },
      '28 December 2026 (Monday 09:05, Central European Time) is a closed day.'
    ],
    ['offered', { destination: null, people: ['Ann Lee'], more: 0 }, 'Offered to Ann Lee.'],
    [
      'offered',
      { destination: 'Sales', people: ['Ann Lee', 'Bob Ray'], more: 3 },
      'Sales: offered to Ann Lee, Bob Ray and 3 more.'
    ],
    [
      'leftOut',
      {
        destination: 'Sales',
        people: [
          { name: 'Ann Lee', reason: 'busy' },
          { name: 'Bob Ray', reason: 'full' }
        ],
        more: 0
      },
      'Not asked at Sales: Ann Lee (busy) and Bob Ray (at capacity).'
    ],
    [
      'transferred',
      { staff: 'Ann Lee', to: 'Sales', mode: 'loopback' },
      'Ann Lee started a transfer to Sales. Returns to the owner if not accepted.'
    ],
    ['returned', { staff: 'Ann Lee' }, 'No one accepted the transfer. It stays with Ann Lee.'],
    ['returned', { staff: null }, 'No one accepted the transfer. It stays with the owner.']
  ])('%s %j is told with its parameters', (code, params, words) => {
    expect(told(code, params)).toBe(words);
  });

  it('keeps the direction of a name to the name', () => {
    expect(told('declined', { staff: 'ليلى حداد' })).toBe('\u2068ليلى حداد\u2069 declined.');
  });

  it.each([
    ['text', { kind: 'declined', text: 'The server’s sentence.' }],
    ['brandNew', { staff: 'Ann Lee' }],
    ['constructor', undefined],
    ['declined', undefined],
    ['skipped', { destination: 'Sales', reason: 'brandNew' }],
    ['leftOut', { destination: 'Sales', people: [null], more: 0 }],
    ['outsideHours', { ...morning, day: 'someday' }]
  ])('is told by the server’s sentence for %s %j', (code, params) => {
    expect(told(code, params)).toBe('The server’s sentence.');
  });

  it('lets no sentence of the server turn the page', () => {
    expect(traceInWords({ code: 'text', text: 'Ann\u202E declined.' })).toBe('Ann  declined.');
  });

  it('is told in the reader’s language', () => {
    formatBy('ja');
    overwriteGetLocale(() => 'ja');
    expect(told('outsideHours', { ...morning, timeZone: 'UTC' })).toBe(
      '月曜日 09:05（UTC）はどの時間帯にも該当しません。'
    );
    expect(told('offered', { destination: '営業', people: ['林 杏', '森 健'], more: 2 })).toBe(
      '営業：林 杏、森 健、ほか2人に対応を依頼しました。'
    );
  });
});
