import type { Problem } from './names';
import { problemOf } from './problem';
import { lacksConnection, reconnection } from './reconnection';

interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

/** A list that is read page by page. */
export class Paged<T> {
  #items = $state.raw<readonly T[]>([]);
  #cursor = $state.raw<string | null>(null);
  #phase = $state<'loading' | 'ready' | 'failed'>('loading');
  #problem = $state.raw<Problem | null>(null);
  #reads = 0;
  readonly #whenBack: (again: () => void) => void;

  constructor(whenBack: (again: () => void) => void = (again) => void reconnection.next(again)) {
    this.#whenBack = whenBack;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  get phase() {
    return this.#phase;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** Reads the first page; an answer to an older question is passed over. */
  async load(read: (cursor?: string) => Promise<Page<T>>): Promise<void> {
    await this.#take(
      () => read(),
      () => []
    );
  }

  async more(read: (cursor?: string) => Promise<Page<T>>): Promise<void> {
    const cursor = this.#cursor;
    if (cursor !== null)
      await this.#take(
        () => read(cursor),
        () => this.#items
      );
  }

  removeWhere(isGone: (item: T) => boolean): void {
    this.#items = this.#items.filter((item) => !isGone(item));
  }

  async #take(read: () => Promise<Page<T>>, before: () => readonly T[]): Promise<void> {
    const number = ++this.#reads;
    try {
      const page = await read();
      if (number !== this.#reads) return;
      this.#items = [...before(), ...page.items];
      this.#cursor = page.nextCursor ?? null;
      this.#phase = 'ready';
      this.#problem = null;
    } catch (thrown) {
      if (number !== this.#reads) return;
      this.#problem = problemOf(thrown);
      this.#phase = 'failed';
      if (lacksConnection(thrown)) this.#whenBack(() => void (number === this.#reads && this.#take(read, before)));
    }
  }
}
