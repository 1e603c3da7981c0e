import { getContext, onDestroy, setContext } from 'svelte';

/** Tells whether something was typed that is kept nowhere. */
type Holder = () => boolean;

/** What was typed on this screen and would be lost by leaving it. */
export class Unsaved {
  readonly #holders = new Set<Holder>();
  #leave = $state.raw<(() => void) | null>(null);

  get any(): boolean {
    return [...this.#holders].some((holds) => holds());
  }

  /** A question is on the screen. */
  get asking(): boolean {
    return this.#leave !== null;
  }

  hold(holds: Holder): () => void {
    this.#holders.add(holds);
    return () => this.#holders.delete(holds);
  }

  /** Puts the question; `leave` runs if they let go of what they typed. */
  ask(leave: () => void): void {
    this.#leave = leave;
  }

  stay(): void {
    this.#leave = null;
  }

  discard(): void {
    const leave = this.#leave;
    this.#leave = null;
    leave?.();
  }
}

/** Everything on the page. */
export const unsaved = new Unsaved();

const SCOPE = Symbol('unsaved');

/** Gathers what is typed within one dialog, so that it asks for that alone. */
export function gatherUnsaved(): Unsaved {
  return setContext(SCOPE, new Unsaved());
}

/** For a form with secrets, which are never stored: leaving it asks while `holds` is true. */
export function askBeforeLeaving(holds: Holder): void {
  const scopes = [unsaved, getContext<Unsaved | undefined>(SCOPE)];
  const stops = scopes.map((scope) => scope?.hold(holds));
  onDestroy(() => stops.forEach((stop) => stop?.()));
}
