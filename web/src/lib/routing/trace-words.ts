import type { TraceCode, TraceStep } from '$lib/api/names';
import { OtherParams, wordsOf, type Params } from '$lib/api/params';
import { m } from '$lib/paraglide/messages';
import { withoutControls } from '$lib/ui/bidi';
import { listInWords, numberInWords } from '$lib/ui/number';
import { days, type Day } from './rule';
import { dayName, slotInWords, wholeDate, zoneInWords } from './words';

/** By why a destination was passed over. */
const skipped: Readonly<Record<string, (inputs: { destination: string }) => string>> = {
  asked: m.trace_skipped_asked,
  full: m.trace_skipped_full,
  language: m.trace_skipped_language,
  nobodyActive: m.trace_skipped_no_one_active,
  notAnswering: m.trace_skipped_not_answering,
  removed: m.trace_skipped_removed
};

/** By why a member of a group that was asked was not. */
const leftOut: Readonly<Record<string, (inputs: { name: string }) => string>> = {
  busy: m.trace_left_out_busy,
  full: m.trace_left_out_full,
  idle: m.trace_left_out_idle,
  offline: m.trace_left_out_offline
};

/** By what becomes of a transfer that no one accepts. */
const transferred: Readonly<Record<string, (inputs: { staff: string; to: string }) => string>> = {
  blind: m.trace_transferred_blind,
  loopback: m.trace_transferred_loopback
};

const steps: Readonly<Record<Exclude<TraceCode, 'text'>, (params: Params) => string>> = {
  assigned: (params) => m.trace_assigned({ staff: params.text('staff') }),
  autoClosed: m.trace_auto_closed,
  bound: (params) => m.trace_bound({ staff: params.text('staff') }),
  branch: (params) =>
    m.trace_branch({
      nth: params.amount('nth'),
      branch: params.amount('branch'),
      percent: params.percent('percent')
    }),
  chatbotAsked: (params) => m.trace_chatbot_asked({ chatbot: params.text('chatbot') }),
  chatbotClosed: (params) => m.trace_chatbot_closed({ chatbot: params.text('chatbot') }),
  chatbotFailed: (params) => m.trace_chatbot_failed({ chatbot: params.text('chatbot'), reason: params.text('reason') }),
  chatbotHandedOver: (params) => m.trace_chatbot_handed_over({ chatbot: params.text('chatbot') }),
  chatbotSilent: (params) => m.trace_chatbot_silent({ chatbot: params.text('chatbot') }),
  closed: (params) => m.trace_closed({ staff: params.text('staff') }),
  closedByVisitor: m.trace_closed_by_visitor,
  closedOn: (params) => m.trace_closed_on({ ...localTime(params), date: wholeDate(params.text('date')) }),
  declined: (params) => m.trace_declined({ staff: params.text('staff') }),
  engaged: (params) => m.trace_engaged({ staff: params.text('staff') }),
  leftOut: (params) => {
    const people = params.each('people').map((one) => one.among('reason', leftOut)({ name: one.text('name') }));
    return m.trace_left_out({ destination: params.text('destination'), people: peopleInWords(people, params) });
  },
  missed: m.trace_missed,
  noDestination: m.trace_no_destination,
  noLongerAvailable: (params) => m.trace_no_longer_available({ staff: params.text('staff') }),
  offered: (params) => {
    const people = peopleInWords(params.texts('people'), params);
    return params.has('destination')
      ? m.trace_offered_at({ destination: params.text('destination'), people })
      : m.trace_offered({ people });
  },
  outsideHours: (params) => m.trace_outside_hours(localTime(params)),
  pickedUp: (params) => m.trace_picked_up({ staff: params.text('staff') }),
  remainder: (params) => m.trace_remainder({ nth: params.amount('nth'), percent: params.percent('percent') }),
  reopened: (params) => m.trace_reopened({ staff: params.text('staff') }),
  returned: (params) =>
    params.has('staff') ? m.trace_returned({ staff: params.text('staff') }) : m.trace_returned_to_owner(),
  skipped: (params) => params.among('reason', skipped)({ destination: params.text('destination') }),
  takenOver: (params) => m.trace_taken_over({ staff: params.text('staff') }),
  transferCancelled: (params) => m.trace_transfer_cancelled({ staff: params.text('staff') }),
  transferred: (params) => params.among('mode', transferred)({ staff: params.text('staff'), to: params.text('to') }),
  unanswered: (params) => m.trace_unanswered({ destination: params.text('destination') }),
  unknownTimeZone: (params) => m.trace_unknown_time_zone({ zone: params.text('timeZone') }),
  visitorLeft: m.trace_visitor_left,
  visitorSilent: (params) => m.trace_visitor_silent({ chatbot: params.text('chatbot') }),
  waiting: (params) => m.trace_waiting({ destination: params.text('destination') }),
  withinHours: (params) => {
    const slot = { days: params.texts('days').map(dayOf), from: params.text('from'), to: params.text('to') };
    return m.trace_within_hours({ ...localTime(params), slot: slotInWords(slot) });
  },
  wroteFirst: (params) => m.trace_wrote_first({ staff: params.text('staff') })
};

/**
 * What routing did, as a sentence. The server's own for what a newer server tells, and for what a release before codes wrote.
 */
export function traceInWords(step: TraceStep): string {
  return wordsOf(steps, step) ?? withoutControls(step.text);
}

/** When a rule was asked, where its hours count. */
function localTime(params: Params): { day: string; time: string; zone: string } {
  const zone = zoneInWords(params.text('timeZone'));
  return { day: dayName(dayOf(params.text('day'))), time: params.text('time'), zone };
}

function dayOf(name: string): Day {
  const day = days.find((known) => known === name);
  if (day === undefined) throw new OtherParams(name);
  return day;
}

/** The people who are told, and how many `more` there are. */
function peopleInWords(told: readonly string[], params: Params): string {
  const more = params.number('more');
  return listInWords(more > 0 ? [...told, m.trace_more({ count: numberInWords(more) })] : told);
}
