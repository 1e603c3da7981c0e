import type { Message } from '$lib/api/names';

/** Joins two lists by id into one by rising sequence; where both hold a message, the newer list's is kept. */
export function merge(older: readonly Message[], newer: readonly Message[]): readonly Message[] {
  const last = older.at(-1);
  const first = newer[0];
  // Nearly always: something new at the end.
  if (newer.length === 1 && first && last && first.sequence > last.sequence) return [...older, first];
  const byId = new Map(older.map((message) => [message.id, message]));
  for (const message of newer) byId.set(message.id, message);
  return [...byId.values()].sort((a, b) => a.sequence - b.sequence);
}
