import type { Channel } from '$lib/api/names';

type ChannelState = Channel['state'];

export const channelStateName: Record<ChannelState, string> = {
  active: 'Active',
  suspended: 'Suspended',
  archived: 'Archived'
};

export const channelStateColours: Record<ChannelState, string> = {
  active: 'bg-moss-soft text-moss-ink',
  suspended: 'bg-lantern-soft text-lantern-ink',
  archived: 'bg-sunken text-ink-soft'
};
