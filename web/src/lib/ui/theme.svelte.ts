import { deviceStorage } from './storage';

export type Theme = 'light' | 'dark' | 'system';

const KEY = 'causeway.theme';

function read(): Theme {
  const stored = deviceStorage.getItem(KEY);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** Light or dark, remembered on this device. `static/theme.js` applies the same choice before the first paint. */
class ThemeChoice {
  #choice = $state<Theme>('system');
  #system = $state(false);

  get choice(): Theme {
    return this.#choice;
  }

  get dark(): boolean {
    return this.#choice === 'dark' || (this.#choice === 'system' && this.#system);
  }

  set(choice: Theme): void {
    this.#choice = choice;
    deviceStorage.setItem(KEY, choice);
    this.#apply();
  }

  /** Reads the stored choice and follows the system's from now on. */
  start(): () => void {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => {
      this.#system = system.matches;
      this.#apply();
    };
    this.#choice = read();
    follow();
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }

  #apply(): void {
    document.documentElement.classList.toggle('dark', this.dark);
  }
}

export const theme = new ThemeChoice();
