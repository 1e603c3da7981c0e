import { eventTypes, readFrame, type ServerEvent } from './event';

/** The ways to get events: a WebSocket, or server-sent events where a proxy lets none through. */
export type Transport = 'webSocket' | 'serverSentEvents';

/** The part of a connection that the stream uses; tests give their own. */
export interface Socket {
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

/** What the stream takes from its surroundings. */
export interface StreamSurroundings {
  connect: (after: string | null, transport: Transport) => Socket;
  now: () => number;
  random: () => number;
  setTimer: (run: () => void, milliseconds: number) => unknown;
  clearTimer: (timer: unknown) => void;
  /** Asked after repeated failures, because a browser hides why a handshake was refused. */
  stillSignedIn: () => Promise<boolean>;
}

/** Where the connection stands. `waiting` is a first connection that has not yet been made. */
export type StreamState = 'waiting' | 'open' | 'reconnecting' | 'closed';

/** The first pause before connecting again; each further one doubles. */
const PAUSE_FIRST_MS = 400;

/** The longest pause. Short, because somebody is looking at the screen. */
const PAUSE_MAX_MS = 12_000;

/** How often the stream looks at the clock. */
const PULSE_MS = 5_000;

/** A gap between two pulses that only a sleeping machine explains; its socket is then likely dead without knowing it. */
const SLEPT_MS = 20_000;

/** How long a connection may take until its first frame. A proxy may swallow it without a word. */
const FIRST_FRAME_MS = 10_000;

/** The first pause before a WebSocket is tried again beside server-sent events; each further one doubles. */
const WEB_SOCKET_AGAIN_FIRST_MS = 30_000;

/** The longest such pause: a proxy that refuses WebSockets mostly goes on doing so. */
const WEB_SOCKET_AGAIN_MAX_MS = 30 * 60_000;

/** After how many failed attempts in a row the session itself is doubted. */
const ATTEMPTS_BEFORE_DOUBT = 2;

/**
 * The one connection to the server's events. It remembers the last id it has seen and asks for what came
 * after whenever it connects again, so that whoever listens misses nothing.
 */
export class EventStream {
  #state = $state<StreamState>('waiting');
  #cursor: string | null = null;
  #socket: Socket | null = null;
  #transport: Transport = 'webSocket';
  /** A WebSocket that is tried beside the connection that serves. */
  #trial: Socket | null = null;
  #trialTimer: unknown = null;
  #trialPause = WEB_SOCKET_AGAIN_FIRST_MS;
  #silence: unknown = null;
  #attempts = 0;
  #timer: unknown = null;
  #pulse: unknown = null;
  #lastPulse = 0;
  readonly #surroundings: StreamSurroundings;
  readonly #deliver: (event: ServerEvent) => void;

  constructor(surroundings: StreamSurroundings, deliver: (event: ServerEvent) => void) {
    this.#surroundings = surroundings;
    this.#deliver = deliver;
  }

  get state(): StreamState {
    return this.#state;
  }

  get cursor(): string | null {
    return this.#cursor;
  }

  /** Connects for the first time, at the point where the lists on screen were read. */
  open(after: string | null): void {
    this.#cursor = after;
    this.#state = 'waiting';
    this.#connect();
    this.#beat();
  }

  close(): void {
    this.#state = 'closed';
    this.#surroundings.clearTimer(this.#timer);
    this.#surroundings.clearTimer(this.#pulse);
    this.#drop();
  }

  /** Connects at once instead of at the end of the pause: the network is back, or somebody looks again. */
  hurry(): void {
    if (this.#state === 'closed' || this.#socket) return;
    this.#surroundings.clearTimer(this.#timer);
    this.#connect();
  }

  /** Gives up the present connection for a new one: it may have died unnoticed when the network changed. */
  renew(): void {
    if (this.#state === 'closed') return;
    this.#drop();
    this.#state = 'reconnecting';
    this.#surroundings.clearTimer(this.#timer);
    this.#connect();
  }

  #connect(): void {
    const socket = this.#surroundings.connect(this.#cursor, this.#transport);
    const silent = this.#surroundings.setTimer(() => this.#refused(), FIRST_FRAME_MS);
    this.#silence = silent;
    this.#socket = socket;
    socket.onmessage = ({ data }) => {
      this.#surroundings.clearTimer(silent);
      // Only a frame proves that frames come through.
      if (this.#state !== 'open') this.#opened();
      this.#receive(String(data));
    };
    socket.onclose = () => (this.#state === 'open' ? this.#lost() : this.#refused());
  }

  #opened(): void {
    this.#attempts = 0;
    this.#state = 'open';
    if (this.#transport === 'webSocket') this.#trialPause = WEB_SOCKET_AGAIN_FIRST_MS;
    else this.#tryWebSocketLater();
  }

  /** A connection that never gave a frame: the other way may be open. */
  #refused(): void {
    this.#transport = this.#transport === 'webSocket' ? 'serverSentEvents' : 'webSocket';
    this.#lost();
  }

  #tryWebSocketLater(): void {
    this.#trialTimer = this.#surroundings.setTimer(() => this.#tryWebSocket(), this.#trialPause);
    this.#trialPause = Math.min(WEB_SOCKET_AGAIN_MAX_MS, this.#trialPause * 2);
  }

  /** Whether WebSockets come through by now is found out beside the connection that serves, so that nothing stops. */
  #tryWebSocket(): void {
    const trial = this.#surroundings.connect(this.#cursor, 'webSocket');
    this.#trial = trial;
    const giveUp = () => {
      this.#endTrial();
      this.#tryWebSocketLater();
    };
    this.#trialTimer = this.#surroundings.setTimer(giveUp, FIRST_FRAME_MS);
    trial.onclose = giveUp;
    trial.onmessage = () => {
      this.#transport = 'webSocket';
      this.renew();
    };
  }

  #endTrial(): void {
    this.#surroundings.clearTimer(this.#trialTimer);
    if (this.#trial) release(this.#trial);
    this.#trial = null;
  }

  #receive(text: string): void {
    const { id, event } = readFrame(text);
    if (event?.type === 'hello') this.#cursor ??= event.data.cursor;
    if (event) this.#deliver(event);
    // Kept after delivery: a frame that failed to apply is asked for again.
    if (id !== null && event?.type !== 'hello') this.#cursor = id;
  }

  #lost(): void {
    this.#drop();
    if (this.#state === 'closed') return;
    this.#state = 'reconnecting';
    this.#attempts += 1;
    const longest = Math.min(PAUSE_MAX_MS, PAUSE_FIRST_MS * 2 ** (this.#attempts - 1));
    // Half fixed, half by chance: after a restart of the server not every screen comes back in the same instant.
    const pause = longest / 2 + (longest / 2) * this.#surroundings.random();
    this.#timer = this.#surroundings.setTimer(() => void this.#connectIfSignedIn(), pause);
  }

  async #connectIfSignedIn(): Promise<void> {
    if (this.#attempts >= ATTEMPTS_BEFORE_DOUBT && !(await this.#surroundings.stillSignedIn())) {
      this.close();
      return;
    }
    if (this.#state !== 'closed' && !this.#socket) this.#connect();
  }

  #beat(): void {
    this.#lastPulse = this.#surroundings.now();
    this.#pulse = this.#surroundings.setTimer(() => {
      if (this.#surroundings.now() - this.#lastPulse > SLEPT_MS) this.renew();
      this.#beat();
    }, PULSE_MS);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    this.#surroundings.clearTimer(this.#silence);
    this.#endTrial();
    if (socket) release(socket);
  }
}

function release(socket: Socket): void {
  socket.onmessage = socket.onclose = null;
  socket.close();
}

/** Connects to the server that served the page. */
export function connectToServer(after: string | null, transport: Transport): Socket {
  const url = new URL('/api/v1/events', location.href);
  if (after !== null) url.searchParams.set('after', after);
  if (transport === 'serverSentEvents') return followServerSentEvents(url);
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url) as Socket;
}

/** Server-sent events in the form of a socket: each arrives as the frame that a WebSocket would bring. */
function followServerSentEvents(url: URL): Socket {
  const source = new EventSource(url);
  const socket: Socket = { onmessage: null, onclose: null, close: () => source.close() };
  let lastId = '';
  for (const type of eventTypes) {
    source.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) => {
      // Of an event without an id of its own, the browser repeats the one before.
      const id = lastEventId === lastId ? null : lastEventId;
      lastId = lastEventId;
      socket.onmessage?.({ data: JSON.stringify({ id, type, data: JSON.parse(data) as unknown }) });
    });
  }
  // The stream connects again itself, with its own cursor and pauses.
  source.onerror = () => {
    source.close();
    socket.onclose?.();
  };
  return socket;
}
