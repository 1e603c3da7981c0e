import type { Routing } from '$lib/api/names';

export type Alternative = Extract<Routing, { kind: 'alternative' }>;
export type Percentage = Extract<Routing, { kind: 'percentage' }>;
export type Time = Extract<Routing, { kind: 'time' }>;
export type Condition = Time['conditions'][number];
export type Day = Condition['days'][number];

/** The most of each that the server takes. */
export const DESTINATIONS_MAX = 5;
export const BRANCHES_MAX = 5;
export const CONDITIONS_MAX = 10;
export const LAYERS_MAX = 2;

export const days: readonly Day[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

const dayNames: Record<Day, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday'
};

export function dayName(day: Day): string {
  return dayNames[day];
}

export function empty(): Alternative {
  return { kind: 'alternative', destinations: [] };
}

/** How many layers of percentage and time a rule has. */
export function layersOf(rule: Routing): number {
  switch (rule.kind) {
    case 'alternative':
      return 0;
    case 'percentage':
      return 1 + Math.max(layersOf(rule.otherwise), ...rule.branches.map((branch) => layersOf(branch.then)));
    case 'time':
      return 1 + Math.max(layersOf(rule.otherwise), ...rule.conditions.map((condition) => layersOf(condition.then)));
  }
}

/** Puts a rule into office hours: what it was applies within them, and nobody outside. */
export function wrapInTime(rule: Routing, timeZone: string): Time {
  const condition: Condition = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00', then: rule };
  return { kind: 'time', timeZone, conditions: [condition], closures: [], otherwise: empty() };
}

/** Splits a rule: what it was is the remainder, and half goes elsewhere. */
export function wrapInPercentage(rule: Routing): Percentage {
  return { kind: 'percentage', branches: [{ percent: 50, then: empty() }], otherwise: rule };
}

/** What is left when a layer is taken away: its first part that asks anybody, so that as little as possible is lost. */
export function unwrap(rule: Percentage | Time): Routing {
  const parts =
    rule.kind === 'time'
      ? [...rule.conditions.map((condition) => condition.then), rule.otherwise]
      : [rule.otherwise, ...rule.branches.map((branch) => branch.then)];
  return parts.find((part) => groupsOf(part).length > 0) ?? empty();
}

/** Every service group that a rule names, each once. */
export function groupsOf(rule: Routing): string[] {
  switch (rule.kind) {
    case 'alternative':
      return rule.destinations;
    case 'percentage':
      return [...new Set([...rule.branches.map((branch) => branch.then), rule.otherwise].flatMap(groupsOf))];
    case 'time':
      return [...new Set([...rule.conditions.map((condition) => condition.then), rule.otherwise].flatMap(groupsOf))];
  }
}

/** What the branches leave, in percent. */
export function remainderOf(rule: Percentage): number {
  return 100 - rule.branches.reduce((sum, branch) => sum + (branch.percent || 0), 0);
}

/** `items` with the one at `from` moved by so many places; at either end it stays. */
export function moved<T>(items: readonly T[], from: number, by: number): T[] {
  const to = from + by;
  const next = [...items];
  if (from < 0 || from >= items.length || to < 0 || to >= items.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** Days as people write them: runs of three and more as `Monday to Friday`. */
export function daysInWords(chosen: readonly Day[]): string {
  const runs: Day[][] = [];
  for (const day of days) {
    if (!chosen.includes(day)) continue;
    const last = runs.at(-1);
    if (last && days.indexOf(last.at(-1)!) === days.indexOf(day) - 1) last.push(day);
    else runs.push([day]);
  }
  if (chosen.length === 7) return 'every day';
  const words = runs.flatMap((run) =>
    run.length > 2 ? [`${dayName(run[0]!)} to ${dayName(run.at(-1)!)}`] : run.map(dayName)
  );
  return words.length === 0 ? 'no day' : listed(words);
}

/** `one, another and a third`. */
function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' and ');
}

/** More dates than these are counted: a sentence is no calendar. */
const CLOSURES_TOLD = 3;

/** When what applies outside of the hours applies: then, and all day on days of closure. */
function otherTimesInWords({ closures }: Time): string {
  if (closures.length === 0) return 'at other times';
  if (closures.length > CLOSURES_TOLD) return `at other times and on ${closures.length} days of closure`;
  return `at other times and on ${listed(closures.map(wholeDate))}`;
}

/** `25 December 2026`; what is no date stays as it is. */
function wholeDate(date: string): string {
  const at = Date.parse(date);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' }).format(at);
}

/** From and to; what runs past midnight says so. */
export function hoursInWords(condition: Condition): string {
  const past = minutesOf(condition.to) <= minutesOf(condition.from);
  return `${condition.from}–${condition.to}${past ? ' the next day' : ''}`;
}

/** A time of day as people type it (`9`, `9:30`, `0930`) in the form `09:30`; what is no time stays as it is. */
export function asTime(typed: string): string {
  const [, hours, minutes = '00'] = /^(\d{1,2})[:.]?(\d{2})?$/.exec(typed.trim()) ?? [];
  return hours === undefined ? typed : `${hours.padStart(2, '0')}:${minutes}`;
}

function cityOf(timeZone: string): string {
  return timeZone === 'UTC' ? 'UTC' : timeZone.split('/').at(-1)!.replaceAll('_', ' ');
}

/** A rule read aloud, behind "a new enquiry goes". */
export function sentence(rule: Routing, nameOf: (groupId: string) => string): string {
  return clausesOf(rule, nameOf).join(rule.kind === 'time' ? '; ' : ', ');
}

/** The same in its parts: one for each condition or share, and one for the rest. */
export function clausesOf(rule: Routing, nameOf: (groupId: string) => string): string[] {
  switch (rule.kind) {
    case 'alternative':
      return rule.destinations.length === 0
        ? ['to nobody, so that the enquiry is missed']
        : [`to ${rule.destinations.map(nameOf).join(', then ')}`];
    case 'percentage': {
      const shares = rule.branches.map((branch) => `${branch.percent} % ${sentence(branch.then, nameOf)}`);
      return [...shares, `the other ${remainderOf(rule)} % ${sentence(rule.otherwise, nameOf)}`];
    }
    case 'time': {
      const city = cityOf(rule.timeZone);
      const hours = rule.conditions.map(
        (condition) =>
          `${daysInWords(condition.days)} ${condition.from}–${condition.to} in ${city}: ${sentence(condition.then, nameOf)}`
      );
      return [...hours, `${otherTimesInWords(rule)} ${sentence(rule.otherwise, nameOf)}`];
    }
  }
}

/** A time of day in minutes after midnight. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** A stretch of one day that a condition covers, in minutes. */
export interface Stretch {
  day: number;
  from: number;
  to: number;
  condition: number;
}

const DAY = 24 * 60;

/** What the conditions cover on a week, cut at midnight. Of what overlaps the first condition is drawn on top. */
export function stretchesOf(rule: Time): Stretch[] {
  const stretches: Stretch[] = [];
  rule.conditions.forEach((condition, index) => {
    const [from, to] = [minutesOf(condition.from), minutesOf(condition.to)];
    for (const name of condition.days) {
      const day = days.indexOf(name);
      if (to > from) {
        stretches.push({ day, from, to, condition: index });
      } else {
        stretches.push({ day, from, to: DAY, condition: index });
        if (to > 0) stretches.push({ day: (day + 1) % 7, from: 0, to, condition: index });
      }
    }
  });
  return stretches.reverse();
}

/** Every zone that this browser knows, and UTC. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}
