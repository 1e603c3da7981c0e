import type { Source } from '$lib/api/names';

type WebhookState = Source['webhookState'];

export const webhookStateName: Record<WebhookState, string> = {
  healthy: 'Webhook healthy',
  failing: 'Webhook failing',
  stopped: 'Webhook stopped',
  none: 'Reads the outbox'
};

export const webhookStateColours: Record<WebhookState, string> = {
  healthy: 'bg-moss-soft text-moss-ink',
  failing: 'bg-lantern-soft text-lantern-ink',
  stopped: 'bg-brick-soft text-brick-ink',
  none: 'bg-sunken text-ink-soft'
};

/** The host of a webhook, which is what tells one from another in a list. */
export function webhookHost(source: Pick<Source, 'webhookUrl'>): string {
  if (!source.webhookUrl) return 'No webhook';
  return URL.canParse(source.webhookUrl) ? new URL(source.webhookUrl).host : source.webhookUrl;
}

/** How the last delivery went, to be followed by when. */
export function lastDeliveryWords(state: string): string {
  switch (state) {
    case 'delivered':
      return 'Delivered';
    case 'failed':
      return 'Failed';
    default:
      return 'Under way';
  }
}
