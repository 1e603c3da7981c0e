import type { ChallengeResult, Problem } from '$lib/api/names';
import { problemOf } from '$lib/api/problem';
import { lacksConnection } from '$lib/api/reconnection';

/** How long after the last key the challenge runs: an address is seldom right before it is whole. */
const PAUSE_MS = 700;

/** What the check takes from its surroundings. */
export interface CheckSurroundings {
  /** `signingSecret`: the one that the endpoint has already, if it was set first. */
  test: (webhookUrl: string, signingSecret: string | null) => Promise<ChallengeResult>;
  newSecret: () => string;
  setTimer: (run: () => void, milliseconds: number) => unknown;
  clearTimer: (timer: unknown) => void;
  /** Runs something once the server can be reached again. */
  whenBack: (again: () => void) => void;
}

/** The challenge of the address that is being entered. It always tells of the address as it stands, never of an earlier one. */
export class WebhookCheck {
  #url = $state('');
  #result = $state.raw<ChallengeResult | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #running = $state(false);
  #secret = $state<string | null>(null);
  #secretFirst = $state(false);
  #asked: string | null = null;
  #timer: unknown = null;
  readonly #surroundings: CheckSurroundings;

  constructor(surroundings: CheckSurroundings, url = '') {
    this.#surroundings = surroundings;
    this.#url = url;
  }

  get url(): string {
    return this.#url;
  }

  set url(url: string) {
    this.#url = url;
    this.#forget();
    this.#surroundings.clearTimer(this.#timer);
    if (url.trim() !== '') this.#timer = this.#surroundings.setTimer(() => void this.runNow(), PAUSE_MS);
  }

  /** Whether the endpoint gets its secret before its address is tested, because it checks the signature of the challenge too. */
  get secretFirst(): boolean {
    return this.#secretFirst;
  }

  /** The test is for `runAgain`: the secret has to be in the endpoint first. */
  set secretFirst(first: boolean) {
    if (first) this.#secret ??= this.#surroundings.newSecret();
    this.#secretFirst = first;
    this.#surroundings.clearTimer(this.#timer);
    this.#forget();
    if (first) this.#asked = this.#url.trim();
    else void this.runNow();
  }

  /** The secret that was set first; `null` where the server makes one. */
  get secret(): string | null {
    return this.#secretFirst ? this.#secret : null;
  }

  get result(): ChallengeResult | null {
    return this.#result;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get running(): boolean {
    return this.#running;
  }

  get passed(): boolean {
    return this.#result?.ok === true;
  }

  /** Runs the challenge at once, unless it was run for this very address already. */
  async runNow(): Promise<void> {
    const url = this.#url.trim();
    this.#surroundings.clearTimer(this.#timer);
    if (url === '' || url === this.#asked) return;
    this.#asked = url;
    this.#running = true;
    try {
      const result = await this.#surroundings.test(url, this.secret);
      if (this.#asked === url) this.#result = result;
    } catch (thrown) {
      if (this.#asked === url) this.#problem = problemOf(thrown);
      if (lacksConnection(thrown)) this.#surroundings.whenBack(() => void (this.#asked === url && this.runAgain()));
    } finally {
      if (this.#asked === url) this.#running = false;
    }
  }

  /** Runs the challenge for the same address again, after the endpoint was fixed. */
  async runAgain(): Promise<void> {
    this.#asked = null;
    this.#result = null;
    this.#problem = null;
    await this.runNow();
  }

  #forget(): void {
    this.#result = null;
    this.#problem = null;
    this.#asked = null;
    this.#running = false;
  }

  /** Shows the result of a challenge that saving ran. */
  show(result: ChallengeResult): void {
    this.#result = result;
    this.#asked = this.#url.trim();
  }
}
