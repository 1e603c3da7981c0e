import { afterEach, describe, expect, it } from 'vitest';
import type { Routing } from '$lib/api/names';
import { formatBy } from '$lib/ui/number';
import { empty, wrapInPercentage, wrapInTime, type Day } from './rule';
import { dayName, daysInWords, hoursInWords, ruleInWords, slotsInWords } from './words';

const sales: Routing = { kind: 'alternative', destinations: ['grp_sales', 'grp_support'] };
const nameOf = (id: string) => ({ grp_sales: 'Sales', grp_support: 'Support' })[id] ?? 'a deleted group';
const told = (rule: Routing) => ruleInWords(rule, nameOf);

afterEach(() => formatBy('en-GB'));

describe('a rule in words', () => {
  it('names its destinations in order', () => {
    expect(told(sales)).toEqual(['Routes to Sales, then Support']);
    expect(told(empty())).toEqual(['No destination: marked as missed']);
  });

  it('has a line for each list of destinations, and tells which enquiries it is for', () => {
    const split = { ...wrapInPercentage(sales), branches: [{ percent: 30, then: empty() }] };
    expect(told(split)).toEqual([
      '30% of enquiries: no destination, marked as missed',
      'Remaining 70%: Sales, then Support'
    ]);
    expect(told(wrapInTime(split, 'Europe/Berlin'))).toEqual([
      'Monday to Friday 09:00–18:00 (Central European Time) › 30% of enquiries: no destination, marked as missed',
      'Monday to Friday 09:00–18:00 (Central European Time) › Remaining 70%: Sales, then Support',
      'Outside these hours: no destination, marked as missed'
    ]);
  });

  it('has the zone as it was typed where there is no such zone', () => {
    expect(told(wrapInTime(sales, 'Europe/Ber'))[0]).toBe(
      'Monday to Friday 09:00–18:00 (Europe/Ber): Sales, then Support'
    );
    expect(told(wrapInTime(sales, 'UTC'))[0]).toBe('Monday to Friday 09:00–18:00 (UTC): Sales, then Support');
  });

  it('tells the closed days, and only their number where they are many', () => {
    const closed = (closures: string[]) => told({ ...wrapInTime(sales, 'UTC'), closures, otherwise: sales }).at(-1);
    expect(closed(['2026-12-25'])).toBe('Outside these hours and on 25 December 2026: Sales, then Support');
    expect(closed(['2026-12-24', '2026-12-25', '2027-01-01'])).toBe(
      'Outside these hours and on 24 December 2026, 25 December 2026 and 1 January 2027: Sales, then Support'
    );
    expect(closed(['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01'])).toBe(
      'Outside these hours and on 4 closed days: Sales, then Support'
    );
  });
});

describe('days', () => {
  it('are told in runs', () => {
    expect(daysInWords(['mon', 'tue', 'wed', 'thu', 'fri'])).toBe('Monday to Friday');
    expect(daysInWords(['mon', 'wed', 'sat', 'sun'])).toBe('Monday, Wednesday, Saturday and Sunday');
    expect(daysInWords(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'])).toBe('Every day');
    expect(daysInWords([])).toBe('No days');
  });

  it('have their names in the reader’s language', () => {
    expect([dayName('mon'), dayName('sun', 'short')]).toEqual(['Monday', 'Sun']);
    formatBy('ja');
    expect([dayName('mon'), dayName('sun', 'short')]).toEqual(['月曜日', '日']);
  });
});

describe('hours', () => {
  it('say when they end a day later', () => {
    const condition = { days: ['fri' as const], from: '22:00', to: '06:00', then: sales };
    expect(hoursInWords(condition)).toBe('22:00–06:00 the next day');
    expect(hoursInWords({ ...condition, to: '23:00' })).toBe('22:00–23:00');
  });

  it('are told slot by slot', () => {
    const slot = (days: Day[], from: string, to: string) => ({ days, from, to, then: sales });
    const slots = [slot(['mon', 'wed', 'fri'], '09:00', '18:00'), slot(['sat'], '10:00', '16:00')];
    expect(slotsInWords(slots)).toBe('Monday, Wednesday and Friday 09:00–18:00; Saturday 10:00–16:00');
    expect(slotsInWords([])).toBe('');
  });
});
