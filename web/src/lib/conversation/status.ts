import type { Enquiry, EnquiryStatus } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

export const statusName: Record<EnquiryStatus, () => string> = {
  open: m.enquiry_status_open,
  ongoing: m.enquiry_status_ongoing,
  missed: m.enquiry_status_missed,
  followedUp: m.enquiry_status_followed_up,
  closed: m.enquiry_status_closed
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
