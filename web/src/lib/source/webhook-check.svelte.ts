import type { ChallengeResult, Problem } from '$lib/api/names';
import { problemOf } from '$lib/api/problem';

/** How long after the last key the challenge runs: an address is seldom right before it is whole. */
const PAUSE_MS = 700;

/** What the check takes from its surroundings. */
export interface CheckSurroundings {
  test: (webhookUrl: string) => Promise<ChallengeResult>;
  setTimer: (run: () => void, milliseconds: number) => unknown;
  clearTimer: (timer: unknown) => void;
}

/** The challenge of the address that is being entered. It always tells of the address as it stands, never of an earlier one. */
export class WebhookCheck {
  #url = $state('');
  #result = $state.raw<ChallengeResult | null>(null);
  #problem = $state.raw<Problem | null>(null);
  #running = $state(false);
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
    this.#result = null;
    this.#problem = null;
    this.#asked = null;
    this.#running = false;
    this.#surroundings.clearTimer(this.#timer);
    if (url.trim() !== '') this.#timer = this.#surroundings.setTimer(() => void this.runNow(), PAUSE_MS);
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
      const result = await this.#surroundings.test(url);
      if (this.#asked === url) this.#result = result;
    } catch (thrown) {
      if (this.#asked === url) this.#problem = problemOf(thrown);
    } finally {
      if (this.#asked === url) this.#running = false;
    }
  }

  /** Runs the challenge for the same address again, after somebody has mended the endpoint. */
  async runAgain(): Promise<void> {
    this.#asked = null;
    this.#result = null;
    this.#problem = null;
    await this.runNow();
  }

  /** Shows the result of a challenge that saving ran. */
  show(result: ChallengeResult): void {
    this.#result = result;
    this.#asked = this.#url.trim();
  }
}
