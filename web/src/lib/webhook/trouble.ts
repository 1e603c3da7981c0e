import type { Source } from '$lib/api/names';

type WebhookState = Source['webhookState'];

/** Whether events wait for another attempt at the webhook, or for its repair. */
export function isTroubled({ webhookState }: Pick<Source, 'webhookState'>): boolean {
  return webhookState === 'retrying' || needsRepair(webhookState);
}

/** Whether a person has to look after the webhook. A retry mostly succeeds by itself. */
function needsRepair(state: WebhookState): boolean {
  return state === 'stopped' || state === 'failing';
}

/** How many sources have a webhook that is stopped or failing. */
export function troubledAmong(sources: readonly Source[]): number {
  return sources.filter((source) => needsRepair(source.webhookState)).length;
}

/** What there is to tell of a source; `over` when its trouble ended without an answer, as a removed webhook's does. */
export interface SourceNews {
  source: Source;
  kind: 'stopped' | 'failing' | 'answers' | 'over';
}

/** Finds what is new in the webhooks of the sources that a person manages. */
export class SourceWatch {
  #known: ReadonlyMap<string, WebhookState> | null = null;

  /**
   * Takes the sources as they are now, whether an event, a call or a new load brought them, and answers what changed since.
   * The first ones are no news: the navigation counts their troubles. `null` while they are not loaded, or are not theirs.
   */
  see(sources: readonly Source[] | null): readonly SourceNews[] {
    const before = this.#known;
    this.#known =
      sources && new Map(sources.map(({ id, webhookState }) => [id, remembered(before?.get(id), webhookState)]));
    if (!before || !sources) return [];
    return sources.flatMap((source) => {
      const kind = newsOf(before.get(source.id), source.webhookState);
      return kind ? { source, kind } : [];
    });
  }
}

/** Retries after a trouble are its last part: what failed goes out again, and only then does the webhook answer. */
function remembered(before: WebhookState | undefined, now: WebhookState): WebhookState {
  return now === 'retrying' && before && needsRepair(before) ? before : now;
}

function newsOf(before: WebhookState | undefined, now: WebhookState): SourceNews['kind'] | null {
  if (before === now || now === 'retrying') return null;
  if (now === 'stopped' || now === 'failing') return now;
  if (!before || !needsRepair(before)) return null;
  return now === 'healthy' ? 'answers' : 'over';
}
