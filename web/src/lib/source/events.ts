/** Always sent: without it a channel would never hear a reply. */
export const ALWAYS_ON = 'message.created';

/** The events of which a source chooses what it wants, and what each tells. */
export const sourceEvents: { name: string; meaning: string }[] = [
  { name: ALWAYS_ON, meaning: 'Staff, a chatbot or an automatic message speaks' },
  { name: 'message.read', meaning: 'Staff read the visitor’s messages' },
  { name: 'message.deleted', meaning: 'Staff took a message back' },
  { name: 'typing.started', meaning: 'Staff is typing' },
  { name: 'typing.stopped', meaning: 'Staff stopped typing' },
  { name: 'enquiry.opened', meaning: 'A visitor’s message opened an enquiry' },
  { name: 'enquiry.assigned', meaning: 'Staff picked the enquiry up' },
  { name: 'enquiry.missed', meaning: 'Nobody picked the enquiry up in time' },
  { name: 'enquiry.followedUp', meaning: 'Staff came back to a missed enquiry' },
  { name: 'enquiry.transferred', meaning: 'The enquiry went to somebody else' },
  { name: 'enquiry.closed', meaning: 'The enquiry ended' }
];
