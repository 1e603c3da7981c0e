import { ProblemError } from './problem';

/** What the reconnection takes from its surroundings. */
export interface ReconnectionSurroundings {
  /** Says whether the server answers. */
  probe: () => Promise<boolean>;
  setTimer: (run: () => void, milliseconds: number) => unknown;
}

/** How often the server is asked whether it answers again, while something waits for it. */
const PROBE_MS = 4_000;

/** Statuses of a proxy, or of a server without its database: the same request works once that is over. */
const PASSING_STATUSES: readonly number[] = [502, 503, 504];

/** Whether a call failed for want of a connection, so that the same call may succeed once there is one. */
export function lacksConnection(thrown: unknown): boolean {
  if (!(thrown instanceof ProblemError)) return false;
  const { code, status } = thrown.problem;
  return code === 'unreachable' || PASSING_STATUSES.includes(status);
}

/**
 * Runs again what failed while the server couldn't be reached. What waits is run when the stream connects again or when
 * a probe is answered, whichever comes first: a page without a stream comes back as well.
 */
export class Reconnection {
  readonly #waiting = new Set<() => void>();
  readonly #listeners = new Set<() => void>();
  #probing = false;
  readonly #surroundings: ReconnectionSurroundings;

  constructor(surroundings: ReconnectionSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Runs `again` once, when the server answers again. Answers how to give up on that. */
  next(again: () => void): () => void {
    this.#waiting.add(again);
    if (!this.#probing) this.#probeLater();
    return () => this.#waiting.delete(again);
  }

  /** Calls `listener` each time the server answers again. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The server answers again. */
  back(): void {
    // What fails once more waits for the next time.
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const run of [...waiting, ...this.#listeners]) run();
  }

  /**
   * Answers what `read` answers, however long the server is away meanwhile. Each failure is told to `failed`; one that
   * has another reason than a missing connection is thrown.
   */
  async read<T>(read: () => Promise<T>, failed: (thrown: unknown) => void = () => undefined): Promise<T> {
    for (;;) {
      try {
        return await read();
      } catch (thrown) {
        if (!lacksConnection(thrown)) throw thrown;
        failed(thrown);
        await new Promise<void>((resolve) => this.next(resolve));
      }
    }
  }

  #probeLater(): void {
    this.#probing = true;
    this.#surroundings.setTimer(() => void this.#probe(), PROBE_MS);
  }

  async #probe(): Promise<void> {
    if (this.#waiting.size > 0 && (await this.#surroundings.probe())) this.back();
    this.#probing = false;
    if (this.#waiting.size > 0) this.#probeLater();
  }
}

/** An answer of any kind but a proxy's excuse is an answer of the server. */
async function answers(): Promise<boolean> {
  try {
    const response = await fetch('/api/v1/setup', { cache: 'no-store' });
    return !PASSING_STATUSES.includes(response.status);
  } catch {
    return false;
  }
}

export const reconnection = new Reconnection({
  probe: answers,
  setTimer: (run, milliseconds) => setTimeout(run, milliseconds)
});
