import type { Routing } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { formatLocale, listInWords } from '$lib/ui/number';
import { days, minutesOf, remainderOf, type Condition, type Day, type Time } from './rule';

const DAY_MS = 86_400_000;
/** The first of January 2024 was one. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);

export function dayName(day: Day, weekday: 'long' | 'short' = 'long'): string {
  return new Intl.DateTimeFormat(formatLocale(), { timeZone: 'UTC', weekday }).format(
    SOME_MONDAY + days.indexOf(day) * DAY_MS
  );
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
  if (chosen.length === 0) return m.routing_no_day();
  if (chosen.length === 7) return m.routing_every_day();
  return listInWords(
    runs.flatMap((run) =>
      run.length > 2
        ? [m.routing_days_from_to({ first: dayName(run[0]!), last: dayName(run.at(-1)!) })]
        : run.map((day) => dayName(day))
    )
  );
}

type Slot = Pick<Condition, 'days' | 'from' | 'to'>;

/** From and to; what runs past midnight says so. */
export function hoursInWords({ from, to }: Pick<Slot, 'from' | 'to'>): string {
  return minutesOf(to) <= minutesOf(from) ? m.routing_hours_next_day({ from, to }) : m.routing_hours({ from, to });
}

/** `Monday to Friday 09:00–18:00`. */
export function slotInWords(slot: Slot): string {
  return m.routing_slot_hours({ days: daysInWords(slot.days), hours: hoursInWords(slot) });
}

/** `Monday to Friday 09:00–18:00; Saturday 10:00–16:00`: the days of a slot have commas of their own. */
export function slotsInWords(conditions: readonly Condition[]): string {
  const [first = '', ...rest] = conditions.map(slotInWords);
  return rest.reduce((before, next) => m.routing_slots({ before, next }), first);
}

/** `50%`. */
export function percentInWords(percent: number): string {
  return new Intl.NumberFormat(formatLocale(), { style: 'percent' }).format(percent / 100);
}

export function shareInWords(percent: number): string {
  return m.routing_share({ percent: percentInWords(percent) });
}

export function remainderInWords(percent: number): string {
  return m.routing_remainder({ percent: percentInWords(percent) });
}

/** Which enquiries, of those that a part around it is for. */
export function withinInWords(outer: string, inner: string | null): string {
  return inner === null ? outer : m.routing_within({ outer, inner });
}

/** More dates than these are counted: a summary is no calendar. */
const CLOSURES_TOLD = 3;

/** When what applies outside of the hours applies: then, and all day on closed days. */
function otherTimesInWords({ closures }: Time): string {
  if (closures.length === 0) return m.routing_outside_hours();
  if (closures.length > CLOSURES_TOLD) return m.routing_outside_hours_closures({ count: closures.length });
  return m.routing_outside_hours_dates({ dates: listInWords(closures.map(wholeDate)) });
}

/** `25 December 2026`; what is no date stays as it is. */
export function wholeDate(date: string): string {
  const at = Date.parse(date);
  if (Number.isNaN(at)) return date;
  return new Intl.DateTimeFormat(formatLocale(), { timeZone: 'UTC', dateStyle: 'long' }).format(at);
}

/** `Central European Time`; what is no zone, as while it is being typed, stays as it is. */
export function zoneInWords(timeZone: string): string {
  if (timeZone === 'UTC') return timeZone;
  try {
    const parts = new Intl.DateTimeFormat(formatLocale(), { timeZone, timeZoneName: 'longGeneric' }).formatToParts();
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  } catch {
    return timeZone;
  }
}

/** A list of destinations in a rule, and which enquiries it is for; `null`: all of them. */
interface Listed {
  when: string | null;
  destinations: readonly string[];
}

function listsOf(rule: Routing): Listed[] {
  const of = (when: string, part: Routing) =>
    listsOf(part).map((inner) => ({ ...inner, when: withinInWords(when, inner.when) }));
  switch (rule.kind) {
    case 'alternative':
      return [{ when: null, destinations: rule.destinations }];
    case 'percentage':
      return [
        ...rule.branches.flatMap(({ percent, then }) => of(shareInWords(percent), then)),
        ...of(remainderInWords(remainderOf(rule)), rule.otherwise)
      ];
    case 'time': {
      const zone = zoneInWords(rule.timeZone);
      return [
        ...rule.conditions.flatMap((condition) =>
          of(m.routing_slot_in_zone({ slot: slotInWords(condition), zone }), condition.then)
        ),
        ...of(otherTimesInWords(rule), rule.otherwise)
      ];
    }
  }
}

/** A rule in words, one text for each list of destinations in it. */
export function ruleInWords(rule: Routing, nameOf: (destinationId: string) => string): string[] {
  return listsOf(rule).map(({ when, destinations }) => {
    if (destinations.length === 0) return when === null ? m.routing_to_none() : m.routing_part_to_none({ when });
    const names = destinations.map(nameOf).reduce((before, next) => m.routing_then({ before, next }));
    return when === null ? m.routing_to({ destinations: names }) : m.routing_part_to({ when, destinations: names });
  });
}
