import type { TextStorage } from '$lib/ui/storage';

type Fields = Record<string, unknown>;

/** The same as text whatever order the fields came in. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
        : part
    ) ?? 'null'
  );
}

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

interface Stored {
  /** How the form began. */
  base: Fields;
  /** What was in it last. */
  typed: Fields;
}

/**
 * What is typed in one form, kept until it is saved or given up: leaving the page, closing the dialog or a session that
 * ends loses nothing. Where somebody else changed the thing meanwhile, only the fields that were typed in are taken over.
 */
export class Kept<T extends object> {
  #base: T;
  #restored = $state(false);
  readonly #key: string;
  readonly #storage: TextStorage;
  readonly #write: (fields: T) => void;

  /** `base` is how the form begins; `write` fills it. */
  constructor(key: string, storage: TextStorage, base: T, write: (fields: T) => void) {
    this.#key = key;
    this.#storage = storage;
    this.#write = write;
    this.#base = copyOf(base);
    this.#restore();
  }

  /** The form began with what was typed before. */
  get restored(): boolean {
    return this.#restored;
  }

  /** Takes note of what is in the form now. */
  note(fields: T): void {
    if (canonical(fields) === canonical(this.#base)) this.#storage.removeItem(this.#key);
    else this.#storage.setItem(this.#key, JSON.stringify({ base: this.#base, typed: fields }));
  }

  /** Back to how the form began. */
  startOver(): void {
    this.#write(copyOf(this.#base));
    this.#forget();
  }

  /** It was saved, and goes on from there. */
  saved(now: T): void {
    this.#base = copyOf(now);
    this.#forget();
  }

  #forget(): void {
    this.#restored = false;
    this.#storage.removeItem(this.#key);
  }

  #restore(): void {
    const stored = this.#read();
    if (!stored) return;
    const typed = Object.entries(stored.typed).filter(
      ([name, value]) => canonical(value) !== canonical(stored.base[name])
    );
    const fields = { ...copyOf(this.#base), ...Object.fromEntries(typed) } as T;
    if (canonical(fields) === canonical(this.#base)) return this.#storage.removeItem(this.#key);
    this.#write(fields);
    this.#restored = true;
  }

  #read(): Stored | null {
    try {
      const stored = JSON.parse(this.#storage.getItem(this.#key) ?? 'null') as Partial<Stored> | null;
      return stored?.base && stored.typed ? { base: stored.base, typed: stored.typed } : null;
    } catch {
      return null;
    }
  }
}
