import { createContext } from 'svelte';
import { api } from '$lib/api/client';
import type { Enquiry } from '$lib/api/names';
import { reconnection } from '$lib/api/reconnection';
import type { ServerEvent } from '$lib/realtime/event';
import { deviceStorage } from '$lib/ui/storage';
import { conversationCalls } from './calls';
import { Conversation } from './conversation.svelte';

/** How many conversations stay in memory, so that going back to one shows it at once. */
const KEPT_MAX = 20;

/** The conversations looked at lately. All of them hear every event, so none is stale when it is shown again. */
export class Conversations {
  readonly #kept = new Map<string, Conversation>();
  readonly #put: (enquiry: Enquiry) => void;

  constructor(put: (enquiry: Enquiry) => void) {
    this.#put = put;
  }

  /** The conversation of an enquiry, the one shown before where there is one. */
  of(enquiry: Enquiry): Conversation {
    const conversation = this.#kept.get(enquiry.id) ?? this.#begin(enquiry);
    this.#kept.delete(enquiry.id);
    this.#kept.set(enquiry.id, conversation);
    for (const id of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MAX) break;
      this.#kept.delete(id);
    }
    return conversation;
  }

  /** Forgets what isn't on screen and reads the rest afresh. */
  async reload(shown: string | null): Promise<void> {
    for (const id of [...this.#kept.keys()]) if (id !== shown) this.#kept.delete(id);
    await Promise.all([...this.#kept.values()].map((conversation) => conversation.reload()));
  }

  /** The server can be reached again: replies that waited for it go out. */
  resume(): void {
    for (const conversation of this.#kept.values()) conversation.pendingReplies.resume();
  }

  apply(event: ServerEvent): void {
    for (const conversation of this.#kept.values()) conversation.apply(event);
  }

  #begin(enquiry: Enquiry): Conversation {
    return new Conversation(enquiry.id, enquiry.roomId, {
      calls: conversationCalls(api, enquiry.id),
      put: this.#put,
      newClientId: () => crypto.randomUUID(),
      now: () => Date.now(),
      storage: deviceStorage,
      setTimer: (run, milliseconds) => setTimeout(run, milliseconds),
      whenBack: (again) => void reconnection.next(again)
    });
  }
}

export const [getConversations, setConversations] = createContext<Conversations>();
