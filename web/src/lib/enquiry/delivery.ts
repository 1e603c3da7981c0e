import type { MessageDelivery } from '$lib/api/names';
import { untilInWords } from '$lib/ui/time';

const deliveryNames: Readonly<Record<string, string>> = {
  queued: 'Queued',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  failed: 'Not delivered'
};

/** What the state of a delivery is called. */
export function deliveryName(state: MessageDelivery['state']): string {
  return deliveryNames[state] ?? state;
}

/** What is said under a message that has not gone through smoothly; `null` when there is nothing to say. */
export function troubleOf(delivery: MessageDelivery, now: number): string | null {
  if (delivery.state === 'failed') {
    return delivery.reason ? `Not delivered: ${delivery.reason}` : 'Not delivered';
  }
  if (delivery.state !== 'queued' || delivery.attempts === 0) return null;
  const times = delivery.attempts === 1 ? 'The channel did not take it' : `The channel did not take it ${delivery.attempts} times`;
  const reason = delivery.reason ? ` (${delivery.reason})` : '';
  const next = delivery.nextAttemptAt ? ` Next attempt ${untilInWords(Date.parse(delivery.nextAttemptAt), now)}.` : '';
  return `${times}${reason}.${next}`;
}
