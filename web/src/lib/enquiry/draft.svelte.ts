import type { TextStorage } from '$lib/ui/storage';

/** What is being written in one conversation, and to whom, kept in storage so that it survives a reload. */
export class Draft {
  #text = $state('');
  #note = $state(false);
  readonly #key: string;
  readonly #storage: TextStorage;

  constructor(enquiryId: string, storage: TextStorage) {
    this.#key = `causeway.draft.${enquiryId}`;
    this.#storage = storage;
    this.#text = storage.getItem(this.#key) ?? '';
    this.#note = storage.getItem(this.#noteKey) !== null;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    if (text === '') this.#storage.removeItem(this.#key);
    else this.#storage.setItem(this.#key, text);
  }

  /** It is a note among staff. Kept with the text: a note must not come back as a reply to the visitor. */
  get note(): boolean {
    return this.#note;
  }

  set note(note: boolean) {
    this.#note = note;
    if (note) this.#storage.setItem(this.#noteKey, 'yes');
    else this.#storage.removeItem(this.#noteKey);
  }

  get #noteKey(): string {
    return `${this.#key}.note`;
  }
}
