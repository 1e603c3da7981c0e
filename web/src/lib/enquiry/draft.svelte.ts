import type { TextStorage } from '$lib/ui/storage';

/** What is being written in one conversation, kept in storage so that it survives a reload. */
export class Draft {
  #text = $state('');
  readonly #key: string;
  readonly #storage: TextStorage;

  constructor(enquiryId: string, storage: TextStorage) {
    this.#key = `causeway.draft.${enquiryId}`;
    this.#storage = storage;
    this.#text = storage.getItem(this.#key) ?? '';
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    if (text === '') this.#storage.removeItem(this.#key);
    else this.#storage.setItem(this.#key, text);
  }
}
