import type { Layout } from './key';
import { shortcuts } from './shortcuts.svelte';

interface Keyboard {
  getLayoutMap(): Promise<Layout>;
}

/** Learns what is printed on this keyboard: from the browser where it tells, else from the keys as they are pressed. */
export function watchLayout(): () => void {
  const { keyboard } = navigator as Navigator & { keyboard?: Keyboard };
  const learned = new Map<string, string>();
  const learn = ({ code, key, shiftKey, altKey }: KeyboardEvent) => {
    if (shiftKey || altKey || !/^(?:Key|Digit|Slash)/.test(code) || [...key].length !== 1) return;
    if (learned.get(code) === key.toLowerCase()) return;
    shortcuts.layout = new Map(learned.set(code, key.toLowerCase()));
  };
  if (!keyboard) {
    addEventListener('keydown', learn, { capture: true });
    return () => removeEventListener('keydown', learn, { capture: true });
  }
  // Firefox and Safari have no such thing, and a frame may forbid it: the labels are those of a common keyboard then.
  keyboard.getLayoutMap().then(
    (layout) => (shortcuts.layout = new Map(layout)),
    () => undefined
  );
  return () => undefined;
}
