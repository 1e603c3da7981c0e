import type { Key } from './key';

/** Something that a single key does. */
export interface Action {
  label: string;
  group: string;
  /** The key where nobody chose another. */
  key: Key;
}

const key = (code: string, character: string, shift = false): Key => ({ code, character, shift });

/** Every shortcut of the dashboard, in the order in which they are listed. */
export const actions = {
  search: { label: 'Search', group: 'Inbox', key: key('Slash', '/') },
  nextEnquiry: { label: 'Next enquiry', group: 'Inbox', key: key('KeyJ', 'j') },
  previousEnquiry: { label: 'Previous enquiry', group: 'Inbox', key: key('KeyK', 'k') },
  pickUp: { label: 'Pick up', group: 'Enquiry', key: key('KeyP', 'p') },
  reply: { label: 'Reply', group: 'Enquiry', key: key('KeyR', 'r') },
  note: { label: 'Note for colleagues', group: 'Enquiry', key: key('KeyN', 'n') },
  transfer: { label: 'Transfer', group: 'Enquiry', key: key('KeyT', 't') },
  snooze: { label: 'Snooze', group: 'Enquiry', key: key('KeyZ', 'z') },
  labels: { label: 'Labels', group: 'Enquiry', key: key('KeyL', 'l') },
  closeEnquiry: { label: 'Close', group: 'Enquiry', key: key('KeyE', 'e') },
  visitor: { label: 'About the visitor', group: 'Enquiry', key: key('KeyI', 'i') },
  shortcuts: { label: 'Show keyboard shortcuts', group: 'Everywhere', key: key('Slash', '?', true) }
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;

export const actionNames = Object.keys(actions) as ActionName[];
