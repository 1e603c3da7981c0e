import type { RoutingPreview } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { isolated } from '$lib/ui/bidi';
import { listInWords } from '$lib/ui/number';
import { traceInWords } from './trace-words';

type Step = RoutingPreview['steps'][number];

/** By why no one there would be asked. */
const notAsked: Readonly<Record<string, (inputs: { destination: string }) => string>> = {
  full: m.routing_preview_full,
  language: m.routing_preview_skipped_language,
  nobodyActive: m.routing_preview_skipped_no_one_active,
  notAnswering: m.routing_preview_skipped_not_answering,
  removed: m.routing_preview_skipped_removed
};

/** Not passed over: it is offered, or waits there. */
export function waitsOrAsks({ skipped }: Step): boolean {
  return !skipped || skipped === 'full';
}

/** What the rule decides, a line for each destination, and whether the enquiry would be missed. */
export function previewInWords({ decisions, steps }: RoutingPreview, nameOf: (id: string) => string): string[] {
  const lines = [...decisions.map(traceInWords), ...steps.map((step) => stepInWords(step, nameOf))];
  return steps.some(waitsOrAsks) ? lines : [...lines, m.routing_preview_missed()];
}

function stepInWords({ destinationId, staffIds, skipped }: Step, nameOf: (id: string) => string): string {
  const destination = isolated(nameOf(destinationId));
  if (skipped) {
    const words = Object.hasOwn(notAsked, skipped) ? notAsked[skipped] : undefined;
    return (words ?? m.routing_preview_skipped)({ destination });
  }
  // A chatbot has no people, and a person that the visitor is bound to is named once.
  const people = staffIds.filter((id) => id !== destinationId).map((id) => isolated(nameOf(id)));
  return people.length === 0
    ? m.routing_preview_asked({ destination })
    : m.routing_preview_asked_people({ destination, people: listInWords(people) });
}
