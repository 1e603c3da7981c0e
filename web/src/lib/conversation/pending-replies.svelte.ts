import type { Message, Problem } from '$lib/api/names';
import { problemOf } from '$lib/api/problem';
import { lacksConnection } from '$lib/api/reconnection';
import { m } from '$lib/paraglide/messages';
import type { TextStorage } from '$lib/ui/storage';
import type { KeptFile } from './upload.svelte';

/** A reply that the server hasn't confirmed yet. */
export interface Outgoing {
  clientId: string;
  text: string;
  /** A note among staff. */
  private?: boolean;
  /** A file that the text, if there is one, stands below. */
  file?: KeptFile;
  writtenAt: number;
  /** `sending`: on its way or next in line; `waiting`: no connection, goes by itself; `refused`: a person decides. */
  state: 'sending' | 'waiting' | 'refused';
  problem: Problem | null;
}

/** What pending replies take from their surroundings. */
export interface PendingRepliesSurroundings {
  send: (outgoing: Outgoing) => Promise<Message>;
  sent: (message: Message) => void;
  newClientId: () => string;
  now: () => number;
  storage: TextStorage;
  setTimer: (run: () => void, milliseconds: number) => unknown;
}

/** How long to wait before a reply that found no server is tried again, unless the stream is back earlier. */
const RETRY_MS = 5_000;

/** A reply found in storage that is older than this is shown to its author instead of being sent late. */
const STALE_MS = 120_000;

const interrupted = (): Problem => ({
  type: 'about:blank',
  title: m.enquiry_outgoing_refused(),
  status: 0,
  detail: m.enquiry_outgoing_interrupted(),
  code: 'interrupted'
});

function isOutgoing(value: unknown): value is Outgoing {
  if (typeof value !== 'object' || value === null) return false;
  const { clientId, text, writtenAt } = value as Partial<Outgoing>;
  return typeof clientId === 'string' && typeof text === 'string' && typeof writtenAt === 'number';
}

/**
 * The replies of one conversation on their way to the server, one after the other in the order in which
 * they were written. Each carries a client id, so sending one again can never make two messages of it, and
 * all are kept in storage until they are confirmed.
 */
export class PendingReplies {
  #entries = $state.raw<readonly Outgoing[]>([]);
  #draining = false;
  readonly #key: string;
  readonly #surroundings: PendingRepliesSurroundings;

  constructor(key: string, surroundings: PendingRepliesSurroundings) {
    this.#key = key;
    this.#surroundings = surroundings;
    this.#entries = this.#restore();
  }

  get entries(): readonly Outgoing[] {
    return this.#entries;
  }

  add(text: string, isNote = false, file?: KeptFile): void {
    const { newClientId, now } = this.#surroundings;
    this.#keep([
      ...this.#entries,
      {
        clientId: newClientId(),
        text,
        private: isNote,
        ...(file && { file }),
        writtenAt: now(),
        state: 'sending',
        problem: null
      }
    ]);
    void this.#drain();
  }

  sendAgain(clientId: string): void {
    this.#mark((entry) => (entry.clientId === clientId ? { ...entry, state: 'sending', problem: null } : entry));
    void this.#drain();
  }

  discard(clientId: string): void {
    this.#keep(this.#entries.filter((entry) => entry.clientId !== clientId));
  }

  /** The server can be reached again. */
  resume(): void {
    this.#mark((entry) => (entry.state === 'waiting' ? { ...entry, state: 'sending' } : entry));
    void this.#drain();
  }

  /** The stream told of a message: if it was one of these, it is confirmed, whatever became of its answer. */
  confirm(message: Message): void {
    if (message.clientId) this.discard(message.clientId);
  }

  async #drain(): Promise<void> {
    if (this.#draining) return;
    this.#draining = true;
    try {
      for (let head = this.#head(); head; head = this.#head()) await this.#sendOne(head);
    } finally {
      this.#draining = false;
    }
  }

  #head(): Outgoing | undefined {
    return this.#entries.find((entry) => entry.state === 'sending');
  }

  async #sendOne(outgoing: Outgoing): Promise<void> {
    const { clientId } = outgoing;
    try {
      const message = await this.#surroundings.send(outgoing);
      this.#surroundings.sent(message);
      this.discard(clientId);
    } catch (thrown) {
      const problem = problemOf(thrown);
      if (lacksConnection(thrown)) return this.#wait();
      this.#mark((entry) => (entry.clientId === clientId ? { ...entry, state: 'refused', problem } : entry));
    }
  }

  /** All wait together, so that a later reply can't overtake an earlier one. */
  #wait(): void {
    this.#mark((entry) => (entry.state === 'sending' ? { ...entry, state: 'waiting' } : entry));
    this.#surroundings.setTimer(() => this.resume(), RETRY_MS);
  }

  #mark(change: (entry: Outgoing) => Outgoing): void {
    this.#keep(this.#entries.map(change));
  }

  #keep(entries: readonly Outgoing[]): void {
    this.#entries = entries;
    const { storage } = this.#surroundings;
    if (entries.length === 0) storage.removeItem(this.#key);
    else storage.setItem(this.#key, JSON.stringify(entries));
  }

  /** What is stored, as far as it can be read: anything may have written there, and the conversation opens all the same. */
  #read(): Outgoing[] {
    try {
      const stored = JSON.parse(this.#surroundings.storage.getItem(this.#key) ?? '[]') as unknown;
      return Array.isArray(stored) ? stored.filter(isOutgoing) : [];
    } catch {
      return [];
    }
  }

  #restore(): Outgoing[] {
    const { now } = this.#surroundings;
    return this.#read().map((entry) => {
      if (entry.state === 'refused') return entry;
      const stale = now() - entry.writtenAt > STALE_MS;
      return stale ? { ...entry, state: 'refused', problem: interrupted() } : { ...entry, state: 'waiting' };
    });
  }
}
