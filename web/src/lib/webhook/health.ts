import type { Delivery, Source } from '$lib/api/names';
import { lacksConnection } from '$lib/api/reconnection';
import { isTroubled } from './trouble';

/** What watching over webhooks takes from its surroundings. */
export interface HealthSurroundings {
  find: (sourceId: string) => Source | undefined;
  /** Reads the source afresh and keeps it. */
  read: (sourceId: string) => Promise<Source>;
  setTimer: (run: () => void, milliseconds: number) => unknown;
}

/** Deliveries end in bursts; one look tells of all. */
const SOON_MS = 1_000;

/** How often a webhook in trouble is looked at: events that only queue up are told by nothing else. */
const AGAIN_MS = 15_000;

/** Keeps the state of webhooks, and how much waits for them, true while deliveries fail. */
export class SourceHealth {
  readonly #due = new Set<string>();
  readonly #surroundings: HealthSurroundings;

  constructor(surroundings: HealthSurroundings) {
    this.#surroundings = surroundings;
  }

  /** A request with an event ended. Where all goes well, nothing is asked. */
  note({ sourceId, state }: Pick<Delivery, 'sourceId' | 'state'>): void {
    const source = this.#surroundings.find(sourceId);
    if (source && (state !== 'delivered' || isTroubled(source))) this.#look(sourceId, SOON_MS);
  }

  /** A source came with an event or a load. */
  watch(source: Source): void {
    if (isTroubled(source)) this.#look(source.id, AGAIN_MS);
  }

  #look(sourceId: string, milliseconds: number): void {
    if (this.#due.has(sourceId)) return;
    this.#due.add(sourceId);
    this.#surroundings.setTimer(() => void this.#read(sourceId), milliseconds);
  }

  async #read(sourceId: string): Promise<void> {
    this.#due.delete(sourceId);
    try {
      this.watch(await this.#surroundings.read(sourceId));
    } catch (thrown) {
      // Removed, or not theirs to see any more: then there is nothing to watch.
      if (lacksConnection(thrown)) this.#look(sourceId, AGAIN_MS);
    }
  }
}
