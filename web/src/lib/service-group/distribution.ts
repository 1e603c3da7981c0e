import type { ServiceGroup } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

export type Distribution = ServiceGroup['distribution'];

/** How a group's members are asked, in the order of choice. */
export const distributions: readonly Distribution[] = ['simultaneous', 'fixedOrder', 'roundRobin', 'mostIdle'];

export const distributionName: Record<Distribution, () => string> = {
  simultaneous: m.service_group_ring_all,
  fixedOrder: m.service_group_fixed_order,
  roundRobin: m.service_group_round_robin,
  mostIdle: m.service_group_longest_idle
};

export const distributionMeaning: Record<Distribution, () => string> = {
  simultaneous: m.service_group_ring_all_meaning,
  fixedOrder: m.service_group_fixed_order_meaning,
  roundRobin: m.service_group_round_robin_meaning,
  mostIdle: m.service_group_longest_idle_meaning
};
