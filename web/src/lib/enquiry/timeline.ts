import type { Message } from '$lib/api/names';
import type { Outgoing } from '$lib/conversation/pending-replies.svelte';
import { dayOf, type Reader } from '$lib/ui/time';

/** One row of the conversation as it is shown. `first` and `last` say where a row stands in its group. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: number }
  | { kind: 'enquiry'; key: string; enquiryId: string }
  | { kind: 'message'; key: string; message: Message; first: boolean; last: boolean }
  | { kind: 'outgoing'; key: string; outgoing: Outgoing; first: boolean; last: boolean };

/** Messages of one author closer together than this read as one turn. */
const GROUP_MS = 180_000;

/** Who speaks in a row, as a text that is equal for one voice. */
function voiceOf(message: Message): string {
  const { kind, staffId, displayName } = message.author;
  // A bot has no id here: its name is what stands over its messages.
  const part = kind === 'system' ? message.purpose : kind === 'bot' ? displayName : null;
  return `${kind}:${staffId ?? ''}:${part ?? ''}:${message.private}`;
}

interface Row {
  item: Extract<TimelineItem, { kind: 'message' | 'outgoing' }>;
  voice: string;
  at: number;
}

/** Lays out messages and unsent replies as rows: days, the enquiries of the room, and groups of one voice. */
export function layOut(
  messages: readonly Message[],
  outgoing: readonly Outgoing[],
  me: string,
  reader: Reader
): readonly TimelineItem[] {
  const keys = new Keys();
  const rows = [...messages.map(messageRow(keys)), ...outgoing.map(outgoingRow(me, keys))];
  const items: TimelineItem[] = [];
  let before: Row | undefined;
  let day = '';
  let enquiryId = '';
  for (const row of rows) {
    // One odd time must not take the conversation away: such a row stays with the one before it.
    if (Number.isNaN(row.at)) row.at = before?.at ?? 0;
    const rowDay = dayOf(row.at, reader);
    const rowEnquiry = row.item.kind === 'message' ? row.item.message.enquiryId : enquiryId;
    const breaks = rowDay !== day || (enquiryId !== '' && rowEnquiry !== enquiryId);
    if (rowDay !== day) items.push({ kind: 'day', key: keys.take(`day ${rowDay}`), at: row.at });
    if (enquiryId !== '' && rowEnquiry !== enquiryId) {
      items.push({ kind: 'enquiry', key: keys.take(`enquiry ${rowEnquiry}`), enquiryId: rowEnquiry });
    }
    const joins = before && !breaks && before.voice === row.voice && row.at - before.at < GROUP_MS;
    if (joins && before) before.item.last = false;
    row.item.first = !joins;
    items.push(row.item);
    before = row;
    day = rowDay;
    enquiryId = rowEnquiry;
  }
  return items;
}

/** Gives each row a key of its own. What it is made of comes from outside in part, and a repeated key breaks the list. */
class Keys {
  /** How often each was wanted. */
  readonly #wanted = new Map<string, number>();

  has(key: string): boolean {
    return this.#wanted.has(key);
  }

  take(wanted: string): string {
    const before = this.#wanted.get(wanted) ?? 0;
    this.#wanted.set(wanted, before + 1);
    // The count comes first, so that no outside value can look like the second of another.
    return `${before} ${wanted}`;
  }
}

function messageRow(keys: Keys): (message: Message) => Row {
  return (message) => {
    // A reply keeps its row when it is confirmed. A long one becomes several messages; only the first takes the row.
    const asReply = message.clientId ? `reply ${message.clientId}` : null;
    const key = keys.take(asReply && !keys.has(asReply) ? asReply : `message ${message.id}`);
    return {
      item: { kind: 'message', key, message, first: true, last: true },
      voice: voiceOf(message),
      at: Date.parse(message.createdAt)
    };
  };
}

function outgoingRow(me: string, keys: Keys): (outgoing: Outgoing) => Row {
  return (outgoing) => ({
    item: { kind: 'outgoing', key: keys.take(`reply ${outgoing.clientId}`), outgoing, first: true, last: true },
    voice: `staff:${me}::false`,
    at: outgoing.writtenAt
  });
}
