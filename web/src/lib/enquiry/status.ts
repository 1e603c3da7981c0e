import type { Enquiry, EnquiryStatus } from '$lib/api/names';

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

/** The chatbot that talks with the visitor, if one does. */
export function chatbotIn(enquiry: Enquiry): string | null {
  const destination = enquiry.status === 'closed' ? null : enquiry.destinationId;
  return destination?.startsWith('bot_') ? destination : null;
}
