import type { Source } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { numberInWords } from '$lib/ui/number';

type WebhookState = Source['webhookState'];

const webhookStateName: Record<WebhookState, () => string> = {
  healthy: m.source_state_healthy,
  retrying: m.source_state_retrying,
  failing: m.source_state_failing,
  stopped: m.source_state_stopped,
  none: m.source_state_none
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
  const state = webhookStateName[webhookState]();
  const waits = webhookState !== 'healthy' && webhookState !== 'none' && waiting > 0;
  return waits ? m.source_state_queued({ state, count: numberInWords(waiting) }) : state;
}

/** The host of a webhook, which is what tells one from another in a list. */
export function webhookHost(source: Pick<Source, 'webhookUrl'>): string {
  if (!source.webhookUrl) return m.source_no_webhook();
  return URL.canParse(source.webhookUrl) ? new URL(source.webhookUrl).host : source.webhookUrl;
}

/** How and how long ago the last delivery went, for a list: `Delivered · 4 min ago`. */
export function lastDeliveryAge(state: string, age: string): string {
  switch (state) {
    case 'delivered':
      return m.source_delivered_age({ age });
    case 'failed':
      return m.source_failed_age({ age });
    default:
      return m.source_due_age({ age });
  }
}

/** How and when the last delivery went, as a sentence. */
export function lastDeliveryInWords(state: string, time: string): string {
  switch (state) {
    case 'delivered':
      return m.source_last_delivered({ time });
    case 'failed':
      return m.source_last_failed({ time });
    default:
      return m.source_last_due({ time });
  }
}
