import { m } from '$lib/paraglide/messages';
import type { Key } from './key';

/** Where a shortcut works. */
export type Group = 'inbox' | 'enquiry' | 'everywhere';

export const groupName: Record<Group, () => string> = {
  inbox: m.shortcut_group_inbox,
  enquiry: m.shortcut_group_enquiry,
  everywhere: m.shortcut_group_everywhere
};

/** Something that a single key does. */
export interface Action {
  label: () => string;
  group: Group;
  /** The key where nobody chose another. */
  key: Key;
}

const key = (code: string, character: string, shift = false): Key => ({ code, character, shift });

/** Every shortcut of the dashboard, in the order in which they are listed. */
export const actions = {
  search: { label: m.action_search, group: 'inbox', key: key('Slash', '/') },
  nextEnquiry: { label: m.shortcut_next_enquiry, group: 'inbox', key: key('KeyJ', 'j') },
  previousEnquiry: { label: m.shortcut_previous_enquiry, group: 'inbox', key: key('KeyK', 'k') },
  pickUp: { label: m.action_pick_up, group: 'enquiry', key: key('KeyP', 'p') },
  reply: { label: m.shortcut_reply, group: 'enquiry', key: key('KeyR', 'r') },
  note: { label: m.shortcut_note, group: 'enquiry', key: key('KeyN', 'n') },
  transfer: { label: m.shortcut_transfer, group: 'enquiry', key: key('KeyT', 't') },
  snooze: { label: m.shortcut_snooze, group: 'enquiry', key: key('KeyZ', 'z') },
  labels: { label: m.shortcut_labels, group: 'enquiry', key: key('KeyL', 'l') },
  closeEnquiry: { label: m.enquiry_close, group: 'enquiry', key: key('KeyE', 'e') },
  visitor: { label: m.shortcut_visitor, group: 'enquiry', key: key('KeyI', 'i') },
  shortcuts: { label: m.shortcut_overview, group: 'everywhere', key: key('Slash', '?', true) }
} as const satisfies Record<string, Action>;

export type ActionName = keyof typeof actions;

export const actionNames = Object.keys(actions) as ActionName[];
