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

/** Puts a rule into office hours: what it was applies within them, and no one outside. */
export function wrapInTime(rule: Routing, timeZone: string): Time {
  const condition: Condition = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00', then: rule };
  return { kind: 'time', timeZone, conditions: [condition], closures: [], otherwise: empty() };
}

/** Splits a rule: what it was is the remainder, and half goes elsewhere. */
export function wrapInPercentage(rule: Routing): Percentage {
  return { kind: 'percentage', branches: [{ percent: 50, then: empty() }], otherwise: rule };
}

/** What is left when a layer is taken away: its first part that has a destination, so that as little as possible is lost. */
export function unwrap(rule: Percentage | Time): Routing {
  const parts =
    rule.kind === 'time'
      ? [...rule.conditions.map((condition) => condition.then), rule.otherwise]
      : [rule.otherwise, ...rule.branches.map((branch) => branch.then)];
  return parts.find((part) => groupsOf(part).length > 0) ?? empty();
}

/** Every service group and chatbot that a rule names, each once. */
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

/** A time of day as people type it (`9`, `9:30`, `0930`) in the form `09:30`; what is no time stays as it is. */
export function asTime(typed: string): string {
  const [, hours, minutes = '00'] = /^(\d{1,2})[:.]?(\d{2})?$/.exec(typed.trim()) ?? [];
  return hours === undefined ? typed : `${hours.padStart(2, '0')}:${minutes}`;
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
