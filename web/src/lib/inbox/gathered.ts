import { m } from '$lib/paraglide/messages';
import { listInWords, numberInWords } from '$lib/ui/number';

/** What one enquiry has to tell. */
export interface Told {
  /** Whose enquiry it is. */
  name: string;
  title: string;
  words: string;
  /** How often it was told since somebody looked. */
  times: number;
}

/** One notice that stands for everything of its kind: it tells of one enquiry, or counts several. */
export interface Summary {
  title: string;
  body: string;
  /** Where it leads; null for several: to the list. */
  enquiryId: string | null;
}

/** More names than these are counted. */
const NAMES_TOLD = 3;

/** The enquiries that one kind of notice is about, the latest last. */
export class Gathered {
  readonly #told = new Map<string, Told>();
  readonly #titleOf: (enquiries: number, times: number) => string;

  /** `titleOf` says what several are, by how many enquiries there are and how often they were told of. */
  constructor(titleOf: (enquiries: number, times: number) => string) {
    this.#titleOf = titleOf;
  }

  get size(): number {
    return this.#told.size;
  }

  add(enquiryId: string, told: Omit<Told, 'times'>): void {
    const times = (this.#told.get(enquiryId)?.times ?? 0) + 1;
    this.#told.delete(enquiryId);
    this.#told.set(enquiryId, { ...told, times });
  }

  /** Whether it was among them. */
  remove(enquiryId: string): boolean {
    return this.#told.delete(enquiryId);
  }

  clear(): void {
    this.#told.clear();
  }

  summary(): Summary | null {
    const all = [...this.#told].reverse();
    const [first] = all;
    if (!first) return null;
    if (all.length === 1) {
      const [enquiryId, { title, words, times }] = first;
      return { title: times > 1 ? m.inbox_notice_repeated({ title, count: times }) : title, body: words, enquiryId };
    }
    const names = all.slice(0, NAMES_TOLD).map(([, { name }]) => name);
    const more = all.length - names.length;
    const times = all.reduce((sum, [, told]) => sum + told.times, 0);
    const told = more > 0 ? [...names, m.inbox_notice_more({ count: numberInWords(more) })] : names;
    return { title: this.#titleOf(all.length, times), body: listInWords(told), enquiryId: null };
  }
}
