import { deviceStorage, type TextStorage } from '$lib/ui/storage';
import { Chime, GENTLE } from './chime';

const SOUND_KEY = 'causeway.sound';
const NOTIFICATIONS_KEY = 'causeway.notifications';
/** When a page of this device last rang: of several that are open, one is enough. */
const RANG_KEY = 'causeway.rang';

/** What comes within this time of a sound is one burst with it. */
const BURST_MS = 5_000;

/** How often the sound is repeated while something waits. */
const REPEAT_MS = 30_000;

/** A notification on the screen. */
export interface Shown {
  onclick: (() => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

/** The browser's notifications. */
export interface Notifications {
  permission: () => NotificationPermission;
  /** Puts the browser's own question. */
  ask: () => Promise<NotificationPermission>;
  /** The same `tag` replaces the one before. */
  show: (title: string, body: string, tag: string) => Shown;
}

/** What calling for attention takes from its surroundings. */
export interface AlertSurroundings {
  storage: TextStorage;
  /** `gentle`: a reminder. */
  chime: (gentle: boolean) => void;
  /** Null where the browser has none. */
  notifications: Notifications | null;
  /** Somebody may be looking at the page. */
  isVisible: () => boolean;
  /** Brings the page to the front. */
  focus: () => void;
  now: () => number;
  setTimer: (run: () => void, milliseconds: number) => unknown;
  clearTimer: (timer: unknown) => void;
}

/** How this device calls for attention: a sound, and a notification of the browser where one is allowed. */
export class Alerts {
  #sound = $state(true);
  /** `off`: not wanted here, `later`: the question was put off. */
  #wish = $state<string | null>(null);
  #permission = $state<NotificationPermission | 'unsupported'>('unsupported');
  #reminder: unknown = null;
  /** What is on the screen, by tag. */
  readonly #shown = new Map<string, Shown>();
  readonly #surroundings: AlertSurroundings;

  constructor(surroundings: AlertSurroundings) {
    this.#surroundings = surroundings;
    this.#sound = surroundings.storage.getItem(SOUND_KEY) !== 'off';
    this.#wish = surroundings.storage.getItem(NOTIFICATIONS_KEY);
    this.#permission = surroundings.notifications?.permission() ?? 'unsupported';
  }

  get sound(): boolean {
    return this.#sound;
  }

  set sound(on: boolean) {
    this.#sound = on;
    this.#surroundings.storage.setItem(SOUND_KEY, on ? 'on' : 'off');
    if (on) this.#surroundings.chime(false);
  }

  /** Whether the browser shows notifications; `default`: it has not been asked. */
  get permission() {
    return this.#permission;
  }

  /** Whether this person wants notifications where the browser allows them. */
  get notifications(): boolean {
    return this.#permission === 'granted' && this.#wish !== 'off';
  }

  set notifications(on: boolean) {
    this.#keep(on ? 'on' : 'off');
  }

  /** Whether the question is still to be put: neither the browser nor the person has answered. */
  get unasked(): boolean {
    return this.#permission === 'default' && this.#wish === null;
  }

  putOff(): void {
    this.#keep('later');
  }

  /** Only ever on somebody's own click. */
  async askPermission(): Promise<void> {
    const { notifications } = this.#surroundings;
    if (!notifications || this.#permission !== 'default') return;
    this.#permission = await notifications.ask();
    this.#keep(this.#permission === 'granted' ? 'on' : 'later');
  }

  /** Calls for attention, once for a burst. */
  ring(): void {
    this.#ring(BURST_MS, false);
  }

  /** Whether something waits for this person: while it does, the sound is repeated gently. */
  set waits(waits: boolean) {
    if (waits === (this.#reminder !== null)) return;
    if (waits) {
      this.#remindLater();
    } else {
      this.#surroundings.clearTimer(this.#reminder);
      this.#reminder = null;
    }
  }

  #remindLater(): void {
    this.#reminder = this.#surroundings.setTimer(() => {
      // What rang meanwhile, here or in another tab, was reminder enough.
      this.#ring(REPEAT_MS - BURST_MS, true);
      this.#remindLater();
    }, REPEAT_MS);
  }

  #ring(quietMs: number, gentle: boolean): void {
    if (!this.#sound) return;
    const { storage, now, chime } = this.#surroundings;
    const since = now() - Number(storage.getItem(RANG_KEY) ?? Number.NEGATIVE_INFINITY);
    // A clock that was set back must not silence anything for long.
    if (since >= 0 && since < quietMs) return;
    storage.setItem(RANG_KEY, String(now()));
    chime(gentle);
  }

  /** Shows a notification while nobody looks at the page. The same `tag` replaces the one before. */
  notify(title: string, body: string, tag: string, onclick: () => void): void {
    const { notifications, isVisible, focus } = this.#surroundings;
    if (!notifications || !this.notifications || isVisible()) return;
    const notification = notifications.show(title, body, tag);
    this.#shown.set(tag, notification);
    notification.onclick = () => {
      focus();
      notification.close();
      onclick();
    };
    notification.onclose = () => {
      // The one that it was replaced by stays.
      if (this.#shown.get(tag) === notification) this.#shown.delete(tag);
    };
  }

  /** Takes away a notification that has come to nothing, such as that of an offer which somebody else took. */
  dismiss(tag: string): void {
    this.#shown.get(tag)?.close();
    this.#shown.delete(tag);
  }

  #keep(wish: 'on' | 'off' | 'later'): void {
    this.#wish = wish;
    this.#surroundings.storage.setItem(NOTIFICATIONS_KEY, wish);
  }
}

const chime = new Chime(() => (typeof AudioContext === 'undefined' ? null : new AudioContext()));

export const alerts = new Alerts({
  storage: deviceStorage,
  chime: (gentle) => chime.play(gentle ? GENTLE : undefined),
  notifications:
    typeof Notification === 'undefined'
      ? null
      : {
          permission: () => Notification.permission,
          ask: () => Notification.requestPermission(),
          show: (title, body, tag) => new Notification(title, { body, tag }) as Shown
        },
  isVisible: () => document.visibilityState === 'visible',
  focus: () => window.focus(),
  now: () => Date.now(),
  setTimer: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>)
});
