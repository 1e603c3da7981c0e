import { handle, type Handlers, type ServerEvent } from '$lib/realtime/event';

/** A visitor who started typing and said nothing more is taken to have stopped after this. */
const TYPING_MS = 12_000;

/** In which rooms the visitor is typing right now. */
export class VisitorTyping {
  #until = $state.raw<ReadonlyMap<string, number>>(new Map());
  readonly #now: () => number;

  /** `now` may be reactive: it is read whenever a screen asks. */
  constructor(now: () => number) {
    this.#now = now;
  }

  in(roomId: string): boolean {
    const until = this.#until.get(roomId);
    return until !== undefined && until > this.#now();
  }

  readonly #handlers: Handlers = {
    'typing.started': ({ kind, roomId }) => {
      if (kind === 'visitor') this.#set(roomId, this.#now() + TYPING_MS);
    },
    'typing.stopped': ({ kind, roomId }) => {
      if (kind === 'visitor') this.#set(roomId, 0);
    },
    'message.created': ({ author, roomId }) => {
      if (author.kind === 'visitor') this.#set(roomId, 0);
    }
  };

  apply(event: ServerEvent): void {
    handle(this.#handlers, event);
  }

  #set(roomId: string, until: number): void {
    const next = new Map(this.#until);
    if (until > 0) next.set(roomId, until);
    else next.delete(roomId);
    this.#until = next;
  }
}

/** How often the server is told that somebody is still typing. */
const REPEAT_MS = 4_000;

/** Without a key for this long, somebody has stopped typing. */
const PAUSE_MS = 5_000;

/** Tells the visitor that staff is typing: at most once in a few seconds, and once when it ends. */
export class OwnTyping {
  #toldAt: number | null = null;
  #timer: unknown = null;

  constructor(
    private readonly tell: (typing: boolean) => void,
    private readonly now: () => number,
    private readonly setTimer: (run: () => void, milliseconds: number) => unknown,
    private readonly clearTimer: (timer: unknown) => void
  ) {}

  /** A key was pressed. */
  keep(): void {
    if (this.#toldAt === null || this.now() - this.#toldAt >= REPEAT_MS) {
      this.#toldAt = this.now();
      this.tell(true);
    }
    this.clearTimer(this.#timer);
    this.#timer = this.setTimer(() => this.stop(), PAUSE_MS);
  }

  stop(): void {
    this.clearTimer(this.#timer);
    if (this.#toldAt === null) return;
    this.#toldAt = null;
    this.tell(false);
  }

  /** As [`stop`], when a message ends the typing anyway and nothing needs to be told. */
  forget(): void {
    this.clearTimer(this.#timer);
    this.#toldAt = null;
  }
}
