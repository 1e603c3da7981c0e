import type { SourceEvent } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';

/** Always sent: without it a channel would never hear a reply. */
export const ALWAYS_ON: SourceEvent = 'message.created';

/** The events of which a source chooses what it wants, and what each tells. */
export const sourceEvents: { name: SourceEvent; meaning: () => string }[] = [
  { name: ALWAYS_ON, meaning: m.source_event_message_created },
  { name: 'message.read', meaning: m.source_event_message_read },
  { name: 'message.deleted', meaning: m.source_event_message_deleted },
  { name: 'typing.started', meaning: m.source_event_typing_started },
  { name: 'typing.stopped', meaning: m.source_event_typing_stopped },
  { name: 'enquiry.opened', meaning: m.source_event_enquiry_opened },
  { name: 'enquiry.assigned', meaning: m.source_event_enquiry_assigned },
  { name: 'enquiry.missed', meaning: m.source_event_enquiry_missed },
  { name: 'enquiry.followedUp', meaning: m.source_event_enquiry_followed_up },
  { name: 'enquiry.transferred', meaning: m.source_event_enquiry_transferred },
  { name: 'enquiry.closed', meaning: m.source_event_enquiry_closed }
];
