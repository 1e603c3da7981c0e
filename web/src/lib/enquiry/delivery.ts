import type { MessageDelivery } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { untilInWords } from '$lib/ui/time';

const deliveryNames: Readonly<Record<string, () => string>> = {
  queued: m.enquiry_delivery_queued,
  sent: m.enquiry_delivery_sent,
  delivered: m.enquiry_delivery_delivered,
  read: m.enquiry_delivery_read,
  failed: m.enquiry_delivery_failed
};

/** What the state of a delivery is called. */
export function deliveryName(state: MessageDelivery['state']): string {
  return deliveryNames[state]?.() ?? state;
}

/** What is said under a message that has not gone through smoothly; `null` when there is nothing to say. */
export function troubleOf(delivery: MessageDelivery, now: number): string | null {
  const { state, attempts, reason, nextAttemptAt } = delivery;
  if (state === 'failed') return reason ? m.enquiry_delivery_failed_because({ reason }) : m.enquiry_delivery_failed();
  if (state !== 'queued' || attempts === 0) return null;
  if (!nextAttemptAt) return reason ? m.enquiry_delivery_delayed_because({ reason }) : m.enquiry_delivery_delayed();
  const next = Date.parse(nextAttemptAt);
  if (next <= now)
    return reason ? m.enquiry_delivery_retrying_now_because({ reason }) : m.enquiry_delivery_retrying_now();
  const when = untilInWords(next, now);
  return reason ? m.enquiry_delivery_retrying_because({ reason, when }) : m.enquiry_delivery_retrying({ when });
}
