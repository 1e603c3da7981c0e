import type { EnquiryStatus } from '$lib/api/names';

export const statusName: Record<EnquiryStatus, string> = {
  open: 'Open',
  ongoing: 'Ongoing',
  missed: 'Missed',
  followedUp: 'Followed up',
  closed: 'Closed'
};

export const statusColours: Record<EnquiryStatus, string> = {
  open: 'bg-lantern-soft text-lantern-ink',
  ongoing: 'bg-moss-soft text-moss-ink',
  missed: 'bg-brick-soft text-brick-ink',
  followedUp: 'bg-moss-soft text-moss-ink',
  closed: 'bg-sunken text-ink-soft'
};
