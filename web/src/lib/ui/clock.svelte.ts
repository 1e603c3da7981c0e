/** The present, as something that screens can depend on. Everything that shows an age or a wait reads this one clock. */
class Clock {
  #seconds = $state(Date.now());
  #minutes = $state(Date.now());
  #ticking: ReturnType<typeof setInterval> | null = null;

  /** Exact to the second; for waits that run down. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Exact to the minute; for ages, so that a long list isn't looked at every second. */
  get minutes(): number {
    return this.#minutes;
  }

  start(): () => void {
    this.#tick();
    this.#ticking ??= setInterval(() => this.#tick(), 1000);
    return () => {
      if (this.#ticking) clearInterval(this.#ticking);
      this.#ticking = null;
    };
  }

  #tick(): void {
    const now = Date.now();
    this.#seconds = now;
    if (Math.floor(now / 20_000) !== Math.floor(this.#minutes / 20_000)) this.#minutes = now;
  }
}

export const clock = new Clock();
