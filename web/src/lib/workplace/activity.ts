/** What reporting the use of a device needs of it. */
export interface ActivityWorld {
  now(): number;
  /** Tells the server. */
  tell(device: 'desktop' | 'phone'): void;
  device(): 'desktop' | 'phone';
  /** The server counts this person as idle. */
  isIdle(): boolean;
}

/** How often use is told: often enough that one lost call doesn't make anybody idle. */
const PAUSE_MS = { desktop: 30_000, phone: 20_000 };

/** Tells the server that this device is in use: now and then while it is, and at once on coming back. */
export class Activity {
  #toldAt = -Infinity;
  readonly #world: ActivityWorld;

  constructor(world: ActivityWorld) {
    this.#world = world;
  }

  /** A key, a click, a touch, a look at the page. */
  noticed(): void {
    const device = this.#world.device();
    const now = this.#world.now();
    const pause = this.#world.isIdle() ? 1_000 : PAUSE_MS[device];
    if (now - this.#toldAt < pause) return;
    this.#toldAt = now;
    this.#world.tell(device);
  }
}
