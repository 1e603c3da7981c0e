import { describe, expect, it } from 'vitest';
import type { Routing } from '$lib/api/names';
import {
  asTime,
  groupsOf,
  layersOf,
  moved,
  remainderOf,
  stretchesOf,
  unwrap,
  wrapInPercentage,
  wrapInTime
} from './rule';

const sales: Routing = { kind: 'alternative', destinations: ['grp_sales', 'grp_support'] };

describe('a rule', () => {
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
    expect(
      remainderOf({
        ...rule,
        branches: [
          { percent: 33, then: sales },
          { percent: 33, then: sales }
        ]
      })
    ).toBe(34);
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
});

describe('moving', () => {
  it('stops at either end', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -2)).toEqual(['c', 'a', 'b']);
  });
});
