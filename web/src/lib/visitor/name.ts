import type { Visitor } from '$lib/api/names';

/** What to call a visitor: their name, or the channel's own id of them where it gave none. */
export function visitorName(visitor: Visitor): string {
  return visitor.name?.trim() || visitor.externalId;
}
