import type { Source } from '$lib/api/names';

type WebhookState = Source['webhookState'];

export const webhookStateName: Record<WebhookState, string> = {
  healthy: 'Healthy',
  retrying: 'Retrying',
  failing: 'Failing',
  stopped: 'Stopped',
  none: 'Reads the outbox'
};

export const webhookStateColours: Record<WebhookState, string> = {
  healthy: 'bg-moss-soft text-moss-ink',
  retrying: 'bg-lantern-soft text-lantern-ink',
  failing: 'bg-brick-soft text-brick-ink',
  stopped: 'bg-brick-soft text-brick-ink',
  none: 'bg-sunken text-ink-soft'
};

/** The state of a webhook with what waits for it, where that is not as it should be: `Retrying · 7 queued`. */
export function webhookStateInWords({ webhookState, waiting }: Pick<Source, 'webhookState' | 'waiting'>): string {
  const name = webhookStateName[webhookState];
  const waits = webhookState !== 'healthy' && webhookState !== 'none' && waiting > 0;
  return waits ? `${name} · ${waiting.toLocaleString('en')} queued` : name;
}

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
