import type { Message } from '$lib/api/names';
import { dayOf, type Reader } from '$lib/ui/time';
import type { Outgoing } from './outbox.svelte';

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
  const rows = [...messages.map(messageRow(new Set())), ...outgoing.map(outgoingRow(me))];
  const items: TimelineItem[] = [];
  let before: Row | undefined;
  let day = '';
  let enquiryId = '';
  for (const row of rows) {
    const rowDay = dayOf(row.at, reader);
    const rowEnquiry = row.item.kind === 'message' ? row.item.message.enquiryId : enquiryId;
    const breaks = rowDay !== day || (enquiryId !== '' && rowEnquiry !== enquiryId);
    if (rowDay !== day) items.push({ kind: 'day', key: `day ${rowDay}`, at: row.at });
    if (enquiryId !== '' && rowEnquiry !== enquiryId) {
      items.push({ kind: 'enquiry', key: `enquiry ${rowEnquiry} ${row.item.key}`, enquiryId: rowEnquiry });
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

function messageRow(used: Set<string>): (message: Message) => Row {
  return (message) => {
    // A reply keeps its row when it is confirmed. A long one becomes several messages; only the first takes the row.
    const wanted = message.clientId ?? message.id;
    const key = used.has(wanted) ? message.id : wanted;
    used.add(key);
    return {
      item: { kind: 'message', key, message, first: true, last: true },
      voice: voiceOf(message),
      at: Date.parse(message.createdAt)
    };
  };
}

function outgoingRow(me: string): (outgoing: Outgoing) => Row {
  return (outgoing) => ({
    item: { kind: 'outgoing', key: outgoing.clientId, outgoing, first: true, last: true },
    voice: `staff:${me}::false`,
    at: outgoing.writtenAt
  });
}
