import { daysInWords, hoursInWords, remainderOf, stretchesOf, type Time } from './rule';
import type { Routing } from '$lib/api/names';

/** Whom a destination can take an enquiry from: the members of a group, or a chatbot. */
export type Reach =
  | { kind: 'group'; name: string; members: number; languages: readonly string[] }
  | { kind: 'chatbot'; name: string; answers: boolean }
  | { kind: 'removed'; name: string };

/** Enquiries that a rule misses: which ones, and why. */
export interface Gap {
  /** `50% of enquiries`, `outside these hours`; empty: all of them. */
  when: string;
  why: string;
}

const WEEK_MINUTES = 7 * 24 * 60;

/** Which enquiries no one is ever asked about under a rule, whoever is at work. */
export function gapsOf(rule: Routing, reachOf: (destinationId: string) => Reach): Gap[] {
  switch (rule.kind) {
    case 'alternative':
      return missesOf(rule.destinations.map(reachOf)).map((why) => ({ when: '', why }));
    case 'percentage':
      return [
        ...rule.branches.flatMap(({ percent, then }) => within(`${percent}% of enquiries`, gapsOf(then, reachOf))),
        ...within(`the remaining ${remainderOf(rule)}%`, gapsOf(rule.otherwise, reachOf))
      ];
    case 'time': {
      const effective = effectiveConditions(rule);
      const uncovered = effective.has(null);
      const otherwise = uncovered ? 'outside these hours' : rule.closures.length > 0 ? 'on closed days' : null;
      return [
        ...rule.conditions.flatMap((condition, index) =>
          effective.has(index)
            ? within(`${daysInWords(condition.days)} ${hoursInWords(condition)}`, gapsOf(condition.then, reachOf))
            : []
        ),
        ...(otherwise ? within(otherwise, gapsOf(rule.otherwise, reachOf)) : [])
      ];
    }
  }
}

/** A gap as a sentence: `Outside these hours: no destination.` */
export function gapInWords({ when, why }: Gap): string {
  const begin = when === '' ? 'All enquiries' : when.charAt(0).toUpperCase() + when.slice(1);
  return `${begin}: ${why}.`;
}

function within(when: string, gaps: readonly Gap[]): Gap[] {
  return gaps.map((gap) => ({ ...gap, when: gap.when === '' ? when : `${when}, ${gap.when}` }));
}

/** Why enquiries that are tried at these destinations are missed, if some are. */
function missesOf(reached: readonly Reach[]): string[] {
  if (reached.length === 0) return ['no destination'];
  const staffed = reached.flatMap((reach) => (reach.kind === 'group' && reach.members > 0 ? [reach] : []));
  if (staffed.some((group) => group.languages.length === 0)) return [];
  const chatbots = reached.filter((reach) => reach.kind === 'chatbot');
  if (staffed.length > 0) {
    const spoken = [...new Set(staffed.flatMap((group) => group.languages))];
    return [`no group for visitors who don’t speak ${spoken.join(', ')}`];
  }
  if (chatbots.length === 0) return [`no members in ${reached.map(({ name }) => name).join(', ')}`];
  if (chatbots.every((chatbot) => !chatbot.answers)) return [`${chatbots.map(({ name }) => name).join(', ')} doesn’t answer`];
  return ['no one to take over when a chatbot hands over'];
}

/** The conditions that apply at some minute of the week, by index, and null where none does. Of two, the first counts. */
function effectiveConditions(rule: Time): ReadonlySet<number | null> {
  const minutes = new Array<number | null>(WEEK_MINUTES).fill(null);
  // The first condition comes last, and so lies on top.
  for (const { day, from, to, condition } of stretchesOf(rule)) {
    if (Number.isNaN(from) || Number.isNaN(to)) continue;
    minutes.fill(condition, day * 24 * 60 + from, day * 24 * 60 + to);
  }
  return new Set(minutes);
}
