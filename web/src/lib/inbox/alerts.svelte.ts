import { deviceStorage } from '$lib/ui/storage';

const SOUND_KEY = 'causeway.sound';
const NOTIFICATIONS_KEY = 'causeway.notifications';
/** Two short tones, low and soft enough for an open office. */
const TONES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.14 }
];
const TONE_SECONDS = 0.22;
const LOUDNESS = 0.12;

/** How this device calls for attention: a sound, and a notification of the browser where one is allowed. */
class Alerts {
  #sound = $state(deviceStorage.getItem(SOUND_KEY) !== 'off');
  /** `off`: not wanted here, `later`: the question was put off. */
  #wish = $state(deviceStorage.getItem(NOTIFICATIONS_KEY));
  #permission = $state<NotificationPermission | 'unsupported'>(
    typeof Notification === 'undefined' ? 'unsupported' : Notification.permission
  );
  #context: AudioContext | null = null;

  get sound(): boolean {
    return this.#sound;
  }

  set sound(on: boolean) {
    this.#sound = on;
    deviceStorage.setItem(SOUND_KEY, on ? 'on' : 'off');
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
    if (this.#permission !== 'default') return;
    this.#permission = await Notification.requestPermission();
    this.#keep(this.#permission === 'granted' ? 'on' : 'later');
  }

  #keep(wish: 'on' | 'off' | 'later'): void {
    this.#wish = wish;
    deviceStorage.setItem(NOTIFICATIONS_KEY, wish);
  }

  /** Browsers keep silent until the page was clicked once; then there is nothing to hear and nothing to mend. */
  ring(): void {
    if (!this.#sound || typeof AudioContext === 'undefined') return;
    this.#context ??= new AudioContext();
    const context = this.#context;
    if (context.state === 'suspended') void context.resume();
    for (const { hertz, at } of TONES) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      const begin = context.currentTime + at;
      tone.frequency.value = hertz;
      volume.gain.setValueAtTime(LOUDNESS, begin);
      volume.gain.exponentialRampToValueAtTime(0.0001, begin + TONE_SECONDS);
      tone.connect(volume).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + TONE_SECONDS);
    }
  }

  /** Shows a notification while nobody looks at the page. The same `tag` replaces the one before. */
  notify(title: string, body: string, tag: string, onclick: () => void): void {
    if (!this.notifications || document.visibilityState === 'visible') return;
    const notification = new Notification(title, { body, tag });
    notification.onclick = () => {
      window.focus();
      notification.close();
      onclick();
    };
  }
}

export const alerts = new Alerts();
