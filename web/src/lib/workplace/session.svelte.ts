import { createContext } from 'svelte';
import { answer, api } from '$lib/api/client';
import type { Availability, Me } from '$lib/api/names';
import { readerHere, type Reader } from '$lib/ui/time';
import { unreachable, type ServerEvent } from '$lib/realtime/event';

/** What people can choose for themselves; the server sets `offline` when they have no connection. */
export type ChosenAvailability = Exclude<Availability, 'offline'>;

/** Who is signed in on this screen. */
export class Session {
  #me = $state.raw<Me>() as Me;

  constructor(me: Me) {
    this.#me = me;
  }

  get me(): Me {
    return this.#me;
  }

  /** Whether their role lets them do this in the workspace. */
  may(permission: string): boolean {
    return this.#me.permissions.includes(permission);
  }

  get isAdministrator(): boolean {
    return this.#me.role === 'administrator';
  }

  readonly reader: Reader = readerHere();

  /** Shows the choice at once and takes it back if the server refuses. */
  async setAvailability(availability: ChosenAvailability): Promise<void> {
    const before = this.#me;
    this.#me = { ...before, availability };
    try {
      this.#me = await answer(api.PUT('/api/v1/me/availability', { body: { availability } }));
    } catch (thrown) {
      this.#me = before;
      throw thrown;
    }
  }

  /** Asks again who this is: being online, which the open stream makes, is told by nothing else. */
  async refresh(): Promise<void> {
    this.#me = await answer(api.GET('/api/v1/me'));
  }

  async signOut(): Promise<void> {
    await answer(api.POST('/api/v1/auth/logout'));
  }

  apply(event: ServerEvent): void {
    switch (event.type) {
      case 'staff.updated':
        if (event.data.id === this.#me.id) this.#me = { ...this.#me, ...event.data };
        return;
      case 'hello':
      case 'resync':
      case 'enquiry.updated':
      case 'message.created':
      case 'message.updated':
      case 'offer.made':
      case 'offer.withdrawn':
      case 'enquiry.left':
      case 'typing.started':
      case 'typing.stopped':
      case 'visitor.updated':
      case 'group.updated':
      case 'chatbot.updated':
      case 'staff.removed':
      case 'group.removed':
      case 'chatbot.removed':
      case 'source.removed':
      case 'stickyBinding.removed':
      case 'singleSignOn.updated':
      case 'apiTokens.updated':
      case 'source.updated':
      case 'delivery.updated':
      case 'channel.updated':
      case 'labels.updated':
      case 'cannedResponses.updated':
      case 'settings.updated':
        return;
      default:
        return unreachable(event);
    }
  }
}

export const [getSession, setSession] = createContext<Session>();
