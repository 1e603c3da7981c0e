import { deviceStorage, type TextStorage } from '$lib/ui/storage';
import { actionNames, actions, type ActionName } from './actions';
import { isInPlace, isKey, labelOf, sameKey, spokenOf, types, type Key, type Layout } from './key';

const STORAGE_KEY = 'causeway.shortcuts';

/** Keys that act on the focused element by themselves and are left to it. */
const OWN_KEYS_OF_CONTROLS = new Set(['Enter', 'Space', 'NumpadEnter']);

const LETTERS = /^(?:Key|Digit)/;

interface Bound {
  action: ActionName;
  run: () => void;
}

/** Every single-key shortcut of the dashboard: what it is, on which key it is on this device, and what it does on this screen. */
export class Shortcuts {
  #bound: readonly Bound[] = [];
  #chosen = $state.raw<Partial<Record<ActionName, Key>>>({});
  #layout = $state.raw<Layout>(new Map());
  readonly #storage: TextStorage;

  constructor(storage: TextStorage) {
    this.#storage = storage;
    this.#chosen = this.#read();
  }

  /** Does something by an action's key until the returned function is called; the latest of two wins. */
  bind(action: ActionName, run: () => void): () => void {
    const bound: Bound = { action, run };
    this.#bound = [...this.#bound, bound];
    return () => {
      this.#bound = this.#bound.filter((other) => other !== bound);
    };
  }

  keyOf(action: ActionName): Key {
    return this.#chosen[action] ?? actions[action].key;
  }

  /** What is printed on the action's key on this keyboard. */
  labelOf(action: ActionName): string {
    return labelOf(this.keyOf(action), this.#layout);
  }

  /** The same for screen readers. */
  spokenOf(action: ActionName): string {
    return spokenOf(this.keyOf(action), this.#layout);
  }

  /** Some action is on another key than at first. */
  get changed(): boolean {
    return Object.keys(this.#chosen).length > 0;
  }

  /** The keyboard is known, so that labels say what is printed on it. */
  set layout(layout: Layout) {
    this.#layout = layout;
  }

  /** Puts an action on another key, unless one has it already, which is answered. */
  choose(action: ActionName, key: Key): ActionName | null {
    const taken = actionNames.find((other) => other !== action && sameKey(this.keyOf(other), key));
    if (taken) return taken;
    const { [action]: _, ...others } = this.#chosen;
    this.#keep(sameKey(actions[action].key, key) ? others : { ...others, [action]: key });
    return null;
  }

  /** Every action is on the key on which it was at first. */
  reset(): void {
    this.#keep({});
  }

  /** Runs what the pressed key does. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isForTyping(event.target) || isInsideOverlay(event.target)) return;
    if (OWN_KEYS_OF_CONTROLS.has(event.code) && event.target !== document.body) return;
    const action = this.actionOf(event);
    const bound = this.#bound.findLast((candidate) => candidate.action === action);
    if (!bound) return;
    event.preventDefault();
    bound.run();
  }

  /**
   * What the pressed key means. Of letters the place counts first, so that Caps Lock and layouts without Latin letters
   * change nothing; of punctuation what it types, since layouts have it in different places.
   */
  actionOf(pressed: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): ActionName | undefined {
    const is = (matches: typeof isInPlace) => actionNames.find((action) => matches(this.keyOf(action), pressed));
    return LETTERS.test(pressed.code) ? (is(isInPlace) ?? is(types)) : (is(types) ?? is(isInPlace));
  }

  #keep(chosen: Partial<Record<ActionName, Key>>): void {
    this.#chosen = chosen;
    if (this.changed) this.#storage.setItem(STORAGE_KEY, JSON.stringify(chosen));
    else this.#storage.removeItem(STORAGE_KEY);
  }

  #read(): Partial<Record<ActionName, Key>> {
    try {
      const stored = JSON.parse(this.#storage.getItem(STORAGE_KEY) ?? '{}') as Record<string, unknown>;
      return Object.fromEntries(
        Object.entries(stored).filter(([action, key]) => Object.hasOwn(actions, action) && isKey(key))
      );
    } catch {
      return {};
    }
  }
}

function isForTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))
  );
}

function isInsideOverlay(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role=dialog], [role=alertdialog], [role=menu]') !== null;
}

export const shortcuts = new Shortcuts(deviceStorage);
