import type { Channel } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

type ChannelState = Channel['state'];

export const channelStateName: Record<ChannelState, () => string> = {
  active: m.channel_state_active,
  suspended: m.channel_state_suspended,
  archived: m.channel_state_archived
};

export const channelStateColours: Record<ChannelState, string> = {
  active: 'bg-moss-soft text-moss-ink',
  suspended: 'bg-lantern-soft text-lantern-ink',
  archived: 'bg-sunken text-ink-soft'
};
