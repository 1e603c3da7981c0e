/** What is being written in one conversation, kept in storage so that it survives a reload. */
export class Draft {
  #text = $state('');
  readonly #key: string;
  readonly #storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(enquiryId: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
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
