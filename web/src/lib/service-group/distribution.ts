import type { ServiceGroup } from '$lib/api/names';

export type Distribution = ServiceGroup['distribution'];

/** How a group's members are asked: as a choice, and as part of a line about the group. */
export const distributions: readonly { value: Distribution; label: string; meaning: string; told: string }[] = [
  { value: 'simultaneous', label: 'All at once', meaning: 'Every active member is asked; the first pick-up wins.', told: 'All are asked at once' },
  { value: 'fixedOrder', label: 'In fixed order', meaning: 'One by one, from the first member each time.', told: 'Asked one by one, in fixed order' },
  { value: 'roundRobin', label: 'In turn', meaning: 'One by one, from the one after whoever picked up last.', told: 'Asked one by one, in turn' },
  { value: 'mostIdle', label: 'Most idle first', meaning: 'One by one, first who has been without an enquiry for longest.', told: 'Asked one by one, the most idle first' }
];
