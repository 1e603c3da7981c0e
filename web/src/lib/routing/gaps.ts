import type { Routing } from '$lib/api/names';
import { languageName } from '$lib/language/name';
import { m } from '$lib/paraglide/messages';
import { isolated } from '$lib/ui/bidi';
import { listInWords } from '$lib/ui/number';
import type { Directory } from '$lib/workplace/directory.svelte';
import { remainderOf, stretchesOf, type Time } from './rule';
import { remainderInWords, shareInWords, slotInWords, withinInWords } from './words';

/** Whom a destination can take an enquiry from: the members of a group, or a chatbot. */
export type Reach =
  | { kind: 'group'; name: string; members: number; languages: readonly string[] }
  | { kind: 'chatbot'; name: string; answers: boolean }
  | { kind: 'removed'; name: string };

/** Looks up whom the destinations of a rule can take an enquiry from, as they are now. */
export function reachIn(directory: Directory): (destinationId: string) => Reach {
  return (id) => {
    const group = directory.serviceGroups.get(id);
    if (group) return { kind: 'group', name: group.name, members: group.memberIds.length, languages: group.languages };
    const chatbot = directory.chatbots.get(id);
    if (!chatbot) return { kind: 'removed', name: directory.nameOf(id) };
    return { kind: 'chatbot', name: chatbot.name, answers: chatbot.webhookState !== 'stopped' };
  };
}

/** Enquiries that a rule misses: which ones, and why. */
export interface Gap {
  /** `50% of enquiries`, `Outside these hours`; `null`: all of them. */
  when: string | null;
  why: Why;
}

/** Tells why these enquiries are missed. */
type Why = (enquiries: { when: string }) => string;

const WEEK_MINUTES = 7 * 24 * 60;

/** Which enquiries no one is ever asked about under a rule, whoever is at work. */
export function gapsOf(rule: Routing, reachOf: (destinationId: string) => Reach): Gap[] {
  switch (rule.kind) {
    case 'alternative':
      return missesOf(rule.destinations.map(reachOf)).map((why) => ({ when: null, why }));
    case 'percentage':
      return [
        ...rule.branches.flatMap(({ percent, then }) => within(shareInWords(percent), gapsOf(then, reachOf))),
        ...within(remainderInWords(remainderOf(rule)), gapsOf(rule.otherwise, reachOf))
      ];
    case 'time': {
      const effective = effectiveConditions(rule);
      const uncovered = effective.has(null);
      const otherwise = uncovered
        ? m.routing_outside_hours()
        : rule.closures.length > 0
          ? m.routing_on_closed_days()
          : null;
      return [
        ...rule.conditions.flatMap((condition, index) =>
          effective.has(index) ? within(slotInWords(condition), gapsOf(condition.then, reachOf)) : []
        ),
        ...(otherwise ? within(otherwise, gapsOf(rule.otherwise, reachOf)) : [])
      ];
    }
  }
}

/** A gap as a sentence: `Outside these hours: no destination.` */
export function gapInWords({ when, why }: Gap): string {
  return why({ when: when ?? m.routing_all_enquiries() });
}

function within(when: string, gaps: readonly Gap[]): Gap[] {
  return gaps.map((gap) => ({ ...gap, when: withinInWords(when, gap.when) }));
}

/** Why enquiries that are tried at these destinations are missed, if some are. */
function missesOf(reached: readonly Reach[]): Why[] {
  if (reached.length === 0) return [m.routing_gap_no_destination];
  const staffed = reached.flatMap((reach) => (reach.kind === 'group' && reach.members > 0 ? [reach] : []));
  if (staffed.some((group) => group.languages.length === 0)) return [];
  const chatbots = reached.filter((reach) => reach.kind === 'chatbot');
  if (staffed.length > 0) {
    const spoken = [...new Set(staffed.flatMap((group) => group.languages))];
    const languages = listInWords(spoken.map(languageName), 'disjunction');
    return [({ when }) => m.routing_gap_language({ when, languages })];
  }
  const names = listInWords((chatbots.length === 0 ? reached : chatbots).map(({ name }) => isolated(name)));
  if (chatbots.length === 0) return [({ when }) => m.routing_gap_no_members({ when, groups: names })];
  if (chatbots.every((chatbot) => !chatbot.answers))
    return [({ when }) => m.routing_gap_no_reply({ when, chatbots: names })];
  return [m.routing_gap_no_takeover];
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
