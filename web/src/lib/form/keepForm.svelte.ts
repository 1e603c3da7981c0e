import { forgetInTab, tabStorage } from '$lib/ui/storage';
import { getSession } from '$lib/workplace/session.svelte';
import { Kept } from './kept.svelte';

const PREFIX = 'causeway.form.';

/** The kept form of a component: what its notice shows and its buttons call. */
export interface KeptForm {
  readonly restored: boolean;
  startOver(): void;
  /** It was saved, or what it was about is gone. */
  done(): void;
}

function keep<T extends object>(key: string, read: () => T, write: (fields: T) => void): KeptForm {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion -- its parser has simpler types for runes.
  const snapshot = () => $state.snapshot(read()) as T;
  const kept = new Kept<T>(PREFIX + key, tabStorage, snapshot(), write);
  $effect(() => kept.note(snapshot()));
  return {
    get restored() {
      return kept.restored;
    },
    startOver: () => kept.startOver(),
    done: () => kept.saved(snapshot())
  };
}

/**
 * Keeps what is typed in a form of the person who is signed in, until it is saved. Called while the component is made,
 * with everything in the form but secrets, which are never stored.
 */
export function keepForm<T extends object>(name: string, read: () => T, write: (fields: T) => void): KeptForm {
  return keep(`${getSession().me.id}.${name}`, read, write);
}

/** The same where nobody is signed in. */
export function keepPublicForm<T extends object>(name: string, read: () => T, write: (fields: T) => void): KeptForm {
  return keep(`.${name}`, read, write);
}

/** They sign out: what they typed is not for the next person at this screen. */
export function forgetForms(): void {
  forgetInTab(PREFIX);
}

/** The same where a session ended by itself and another person signed in. */
export function forgetFormsOfOthers(id: string): void {
  forgetInTab(PREFIX, `${PREFIX}${id}.`);
}
