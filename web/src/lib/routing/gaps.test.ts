import { describe, expect, it } from 'vitest';
import type { Routing } from '$lib/api/names';
import { gapInWords, gapsOf, type Reach } from './gaps';
import { empty, wrapInPercentage, wrapInTime, type Time } from './rule';

const reaches: Record<string, Reach> = {
  sales: { kind: 'group', name: 'Sales', members: 2, languages: [] },
  vacant: { kind: 'group', name: 'Vacant', members: 0, languages: [] },
  french: { kind: 'group', name: 'French', members: 1, languages: ['fr'] },
  german: { kind: 'group', name: 'German', members: 1, languages: ['de', 'fr'] },
  robin: { kind: 'chatbot', name: 'Robin', answers: true },
  silent: { kind: 'chatbot', name: 'Silent', answers: false },
  gone: { kind: 'removed', name: 'a deleted service group' }
};
const to = (...destinations: string[]): Routing => ({ kind: 'alternative', destinations });
const told = (rule: Routing) => gapsOf(rule, (id) => reaches[id] as Reach).map(gapInWords);
const at = (changes: Partial<Time>): Time => ({ ...wrapInTime(to('sales'), 'UTC'), ...changes });
const week: Time['conditions'][number]['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

describe('a list of destinations', () => {
  it.each([
    [['sales'], []],
    [['vacant', 'sales'], []],
    [['robin', 'sales'], []],
    [['french', 'sales'], []],
    [[], ['All enquiries: no destination.']],
    [['vacant'], ['All enquiries: no members in Vacant.']],
    [['vacant', 'gone'], ['All enquiries: no members in Vacant and a deleted service group.']],
    [['french'], ['All enquiries: no group for visitors who don’t speak French.']],
    [['french', 'german', 'robin'], ['All enquiries: no group for visitors who don’t speak French or German.']],
    [['robin'], ['All enquiries: no one to take over from the chatbot.']],
    [['robin', 'vacant'], ['All enquiries: no one to take over from the chatbot.']],
    [['silent'], ['All enquiries: no reply from Silent.']]
  ])('%j misses %j', (destinations, gaps) => {
    expect(told(to(...destinations))).toEqual(gaps);
  });
});

describe('a percentage split', () => {
  it('tells which share is missed', () => {
    expect(told(wrapInPercentage(to('sales')))).toEqual(['50% of enquiries: no destination.']);
    const other: Routing = { kind: 'percentage', branches: [{ percent: 30, then: to('sales') }], otherwise: empty() };
    expect(told(other)).toEqual(['Remaining 70%: no destination.']);
    expect(told({ ...other, otherwise: to('sales') })).toEqual([]);
  });
});

describe('a rule by time', () => {
  it('tells of the hours that no one serves', () => {
    expect(told(at({}))).toEqual(['Outside these hours: no destination.']);
    expect(told(at({ otherwise: to('sales') }))).toEqual([]);
    const unserved = at({
      otherwise: to('sales'),
      conditions: [{ days: ['sat', 'sun'], from: '10:00', to: '16:00', then: empty() }]
    });
    expect(told(unserved)).toEqual(['Saturday and Sunday 10:00–16:00: no destination.']);
  });

  it('knows when the hours cover the whole week, and what closed days leave then', () => {
    const whole = [{ days: week, from: '00:00', to: '24:00', then: to('sales') }];
    expect(told(at({ conditions: whole }))).toEqual([]);
    expect(told(at({ conditions: whole, closures: ['2026-12-25'] }))).toEqual(['On closed days: no destination.']);
    const [day, night] = [
      { days: week, from: '08:00', to: '20:00', then: to('sales') },
      { days: week, from: '20:00', to: '08:00', then: to('sales') }
    ];
    expect(told(at({ conditions: [day, night] }))).toEqual([]);
    expect(told(at({ conditions: [day, { ...night, to: '07:59' }] }))).toEqual([
      'Outside these hours: no destination.'
    ]);
  });

  it('passes over a condition that an earlier one hides', () => {
    const hidden = { days: ['mon' as const], from: '10:00', to: '12:00', then: empty() };
    const office = { days: week, from: '09:00', to: '18:00', then: to('sales') };
    expect(told(at({ otherwise: to('sales'), conditions: [office, hidden] }))).toEqual([]);
    expect(told(at({ otherwise: to('sales'), conditions: [hidden, office] }))).toEqual([
      'Monday 10:00–12:00: no destination.'
    ]);
  });

  it('tells of a split within it', () => {
    const split = at({
      otherwise: to('sales'),
      conditions: [{ days: ['mon'], from: '09:00', to: '10:00', then: wrapInPercentage(to('sales')) }]
    });
    expect(told(split)).toEqual(['Monday 09:00–10:00 › 50% of enquiries: no destination.']);
  });
});
