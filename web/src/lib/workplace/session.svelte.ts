import { createContext } from 'svelte';
import { answer, api } from '$lib/api/client';
import type { Availability, Me } from '$lib/api/names';
import { readerHere, type Reader } from '$lib/ui/time';
import { handle, type Handlers, type ServerEvent } from '$lib/realtime/event';

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

  readonly #handlers: Handlers = {
    'staff.updated': (staff) => {
      if (staff.id === this.#me.id) this.#me = { ...this.#me, ...staff };
    }
  };

  apply(event: ServerEvent): void {
    handle(this.#handlers, event);
  }
}

export const [getSession, setSession] = createContext<Session>();
