import { deviceStorage, type TextStorage } from '$lib/ui/storage';
import { Chime } from './chime';

const SOUND_KEY = 'causeway.sound';
const NOTIFICATIONS_KEY = 'causeway.notifications';

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
  chime: () => void;
  /** Null where the browser has none. */
  notifications: Notifications | null;
  /** Somebody may be looking at the page. */
  isVisible: () => boolean;
  /** Brings the page to the front. */
  focus: () => void;
}

/** How this device calls for attention: a sound, and a notification of the browser where one is allowed. */
export class Alerts {
  #sound = $state(true);
  /** `off`: not wanted here, `later`: the question was put off. */
  #wish = $state<string | null>(null);
  #permission = $state<NotificationPermission | 'unsupported'>('unsupported');
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
    if (on) this.ring();
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

  ring(): void {
    if (this.#sound) this.#surroundings.chime();
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
  chime: () => chime.play(),
  notifications:
    typeof Notification === 'undefined'
      ? null
      : {
          permission: () => Notification.permission,
          ask: () => Notification.requestPermission(),
          show: (title, body, tag) => new Notification(title, { body, tag }) as Shown
        },
  isVisible: () => document.visibilityState === 'visible',
  focus: () => window.focus()
});
