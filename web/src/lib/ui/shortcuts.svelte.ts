/** One thing that a key does, for the handler and for the overview of keys alike. */
export interface Shortcut {
  /** The character typed, as `KeyboardEvent.key` gives it, so that every layout finds its own. */
  key: string;
  label: string;
  group: string;
}

interface Bound extends Shortcut {
  run: () => void;
}

/** Keys that act on the focused element by themselves and are left to it. */
const OWN_KEYS_OF_CONTROLS = new Set(['Enter', ' ']);

/** Every single-key shortcut of the dashboard. What is bound is what works, and what the overview lists. */
export class Shortcuts {
  #bound = $state.raw<readonly Bound[]>([]);

  get all(): readonly Shortcut[] {
    return this.#bound;
  }

  /** Binds a key until the returned function is called; the latest binding of a key wins. */
  bind(shortcut: Shortcut, run: () => void): () => void {
    const bound: Bound = { ...shortcut, run };
    this.#bound = [...this.#bound, bound];
    return () => {
      this.#bound = this.#bound.filter((other) => other !== bound);
    };
  }

  /** Runs what the pressed key is bound to. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isForTyping(event.target) || isInsideOverlay(event.target)) return;
    if (OWN_KEYS_OF_CONTROLS.has(event.key) && event.target !== document.body) return;
    const bound = this.#bound.findLast((candidate) => candidate.key === event.key);
    if (!bound) return;
    event.preventDefault();
    bound.run();
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

export const shortcuts = new Shortcuts();
