import { describe, expect, it } from 'vitest';
import type { Routing } from '$lib/api/names';
import {
  asTime,
  clausesOf,
  daysInWords,
  groupsOf,
  hoursInWords,
  layersOf,
  moved,
  remainderOf,
  sentence,
  stretchesOf,
  unwrap,
  wrapInPercentage,
  wrapInTime
} from './rule';

const sales: Routing = { kind: 'alternative', destinations: ['grp_sales', 'grp_support'] };
const nameOf = (id: string) => ({ grp_sales: 'Sales', grp_support: 'Support' })[id] ?? 'a deleted group';

describe('a rule', () => {
  it('reads as a sentence', () => {
    const rule = wrapInTime({ ...wrapInPercentage(sales), branches: [{ percent: 30, then: sales }] }, 'Asia/Hong_Kong');
    expect(sentence(rule, nameOf)).toBe(
      'Monday to Friday 09:00–18:00 in Hong Kong: 30 % to Sales, then Support, the other 70 % to Sales, then Support; ' +
        'at other times to nobody, so that the enquiry is missed'
    );
  });

  it('tells the days of closure, and only their number where they are many', () => {
    const told = (closures: string[]) => clausesOf({ ...wrapInTime(sales, 'UTC'), closures, otherwise: sales }, nameOf).at(-1);
    expect(told(['2026-12-25'])).toBe('at other times and on 25 December 2026 to Sales, then Support');
    expect(told(['2026-12-24', '2026-12-25', '2027-01-01'])).toBe(
      'at other times and on 24 December 2026, 25 December 2026 and 1 January 2027 to Sales, then Support'
    );
    expect(told(['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01'])).toBe(
      'at other times and on 4 days of closure to Sales, then Support'
    );
  });

  it('counts its layers', () => {
    expect(layersOf(sales)).toBe(0);
    expect(layersOf(wrapInTime(wrapInPercentage(sales), 'UTC'))).toBe(2);
  });

  it('keeps what it asked when a layer comes or goes', () => {
    const wrapped = wrapInTime(sales, 'UTC');
    expect(wrapped.conditions[0]?.then).toEqual(sales);
    expect(unwrap(wrapped)).toEqual(sales);
    expect(unwrap(wrapInPercentage(sales))).toEqual(sales);
    expect(groupsOf(wrapped)).toEqual(['grp_sales', 'grp_support']);
  });

  it('always knows its remainder', () => {
    const rule = wrapInPercentage(sales);
    expect(remainderOf(rule)).toBe(50);
    expect(remainderOf({ ...rule, branches: [{ percent: 33, then: sales }, { percent: 33, then: sales }] })).toBe(34);
  });
});

describe('days', () => {
  it('are told in runs', () => {
    expect(daysInWords(['mon', 'tue', 'wed', 'thu', 'fri'])).toBe('Monday to Friday');
    expect(daysInWords(['mon', 'wed', 'sat', 'sun'])).toBe('Monday, Wednesday, Saturday and Sunday');
    expect(daysInWords(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'])).toBe('every day');
    expect(daysInWords([])).toBe('no day');
  });
});

describe('a week', () => {
  it('shows a night on both days, and the first condition on top', () => {
    const rule = wrapInTime(sales, 'UTC');
    rule.conditions = [
      { days: ['sun'], from: '22:00', to: '06:00', then: sales },
      { days: ['mon'], from: '00:00', to: '24:00', then: sales }
    ];
    expect(stretchesOf(rule)).toEqual([
      { day: 0, from: 0, to: 1440, condition: 1 },
      { day: 0, from: 0, to: 360, condition: 0 },
      { day: 6, from: 1320, to: 1440, condition: 0 }
    ]);
  });
});

describe('hours', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    ['0930', '09:30'],
    ['18.15', '18:15'],
    ['noon', 'noon'],
    ['', '']
  ])('are taken as people type them: %s', (typed, time) => {
    expect(asTime(typed)).toBe(time);
  });

  it('say when they end a day later', () => {
    const condition = { days: ['fri' as const], from: '22:00', to: '06:00', then: sales };
    expect(hoursInWords(condition)).toBe('22:00–06:00 the next day');
    expect(hoursInWords({ ...condition, to: '23:00' })).toBe('22:00–23:00');
  });

  it('are told one by one, and then the rest', () => {
    expect(clausesOf(wrapInTime(sales, 'UTC'), nameOf)).toEqual([
      'Monday to Friday 09:00–18:00 in UTC: to Sales, then Support',
      'at other times to nobody, so that the enquiry is missed'
    ]);
  });
});

describe('moving', () => {
  it('stops at either end', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -2)).toEqual(['c', 'a', 'b']);
  });
});
