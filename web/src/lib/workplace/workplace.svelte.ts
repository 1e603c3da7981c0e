import { createContext } from 'svelte';
import { answer, api } from '$lib/api/client';
import type { Me } from '$lib/api/names';
import { problemOf } from '$lib/api/problem';
import { reconnection } from '$lib/api/reconnection';
import { Conversations } from '$lib/conversation/conversations';
import { VisitorTyping } from '$lib/conversation/typing.svelte';
import { handle, type Handlers, type ServerEvent } from '$lib/realtime/event';
import { connectToServer, EventStream } from '$lib/realtime/stream.svelte';
import { clock } from '$lib/ui/clock.svelte';
import { Directory } from './directory.svelte';
import { inboxCalls } from './inbox-calls';
import { Inbox } from './inbox.svelte';
import { Session } from './session.svelte';

/** How long to wait before the first load is tried again while the server can't be reached. */
const RELOAD_MS = 3_000;

/** Everything that one signed-in screen holds, and the one connection that keeps it true. */
export class Workplace {
  readonly session: Session;
  readonly directory: Directory;
  readonly inbox: Inbox;
  readonly conversations: Conversations;
  readonly visitorTyping = new VisitorTyping(() => clock.seconds);
  readonly stream: EventStream;
  /** The enquiry on screen, which a resync reads afresh. */
  shownEnquiryId: string | null = null;
  #listeners = new Set<(event: ServerEvent) => void>();
  #left = false;

  readonly #handlers: Handlers = {
    hello: () => this.#connected(),
    resync: () => void this.#resync()
  };

  constructor(me: Me) {
    this.session = new Session(me);
    this.directory = new Directory(api, () => this.session.me);
    this.inbox = new Inbox(() => this.session.me, inboxCalls(api));
    this.conversations = new Conversations((enquiry) => this.inbox.put(enquiry));
    this.stream = new EventStream(
      {
        connect: connectToServer,
        now: () => Date.now(),
        random: () => Math.random(),
        setTimer: (run, milliseconds) => setTimeout(run, milliseconds),
        clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
        stillSignedIn
      },
      (event) => this.#apply(event)
    );
  }

  /** Loads what the screen shows and listens from that point on; answers how to leave. */
  enter(): () => void {
    this.#left = false;
    const renew = () => this.stream.renew();
    const hurry = () => {
      if (document.visibilityState === 'visible') this.stream.hurry();
    };
    addEventListener('online', renew);
    document.addEventListener('visibilitychange', hurry);
    void this.#loadInbox();
    void this.#loadDirectory();
    return () => {
      this.#left = true;
      removeEventListener('online', renew);
      document.removeEventListener('visibilitychange', hurry);
      this.stream.close();
    };
  }

  /** Calls `listener` after each event has changed what is shown. */
  listen(listener: (event: ServerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #connected(): void {
    this.conversations.resume();
    reconnection.back();
    // Should it fail, the next connection asks again.
    this.session.refresh().catch(() => undefined);
  }

  async #loadInbox(): Promise<void> {
    try {
      const cursor = await this.inbox.load();
      if (!this.#left) this.stream.open(cursor);
    } catch {
      this.#again(() => this.#loadInbox());
    }
  }

  async #loadDirectory(): Promise<void> {
    try {
      await this.directory.load();
    } catch {
      this.#again(() => this.#loadDirectory());
    }
  }

  /** The events that happened since are gone: everything is read anew. */
  async #resync(): Promise<void> {
    try {
      await Promise.all([
        this.inbox.load(),
        this.directory.load(),
        this.session.refresh(),
        this.conversations.reload(this.shownEnquiryId)
      ]);
      // What is on screen may be older than the lists reach.
      if (this.shownEnquiryId) await this.inbox.refresh(this.shownEnquiryId);
    } catch {
      this.#again(() => this.#resync());
    }
  }

  #again(load: () => Promise<void>): void {
    setTimeout(() => {
      if (!this.#left) void load();
    }, RELOAD_MS);
  }

  #apply(event: ServerEvent): void {
    this.session.apply(event);
    this.directory.apply(event);
    this.inbox.apply(event);
    this.conversations.apply(event);
    this.visitorTyping.apply(event);
    handle(this.#handlers, event);
    for (const listener of this.#listeners) listener(event);
  }
}

async function stillSignedIn(): Promise<boolean> {
  try {
    await answer(api.GET('/api/v1/me'));
    return true;
  } catch (thrown) {
    return problemOf(thrown).code !== 'not-signed-in';
  }
}

export const [getWorkplace, setWorkplace] = createContext<Workplace>();
