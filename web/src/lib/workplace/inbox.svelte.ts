import { createContext } from 'svelte';
import type { Enquiry, Message, Problem, Visitor } from '$lib/api/names';
import { problemOf } from '$lib/api/problem';
import { reconnection } from '$lib/api/reconnection';
import { saidIn } from '$lib/conversation/preview';
import {
  handle,
  type Handlers,
  type EnquiryLeft,
  type OfferMade,
  type OfferWithdrawn,
  type ServerEvent
} from '$lib/realtime/event';
import type { InboxCalls } from './inbox-calls';
import { intoSections, type Viewer } from './sections';

/** Every status but `closed`: what is still to be done is loaded whole. */
const UNFINISHED = 'open,ongoing,missed,followedUp';

/** The largest page that the server gives. */
const PAGE_SIZE = 200;

/** How many closed enquiries are shown at first; older ones come on request. */
const CLOSED_PAGE_SIZE = 25;

/** Says whether one state of an enquiry was there before another: messages and reading don't count its version up. */
function isOlder(one: Enquiry, other: Enquiry): boolean {
  if (one.version !== other.version) return one.version < other.version;
  return one.lastSequence < other.lastSequence || one.readUpTo < other.readUpTo;
}

/** What a list shows of a message. */
function shownOf(message: Message) {
  if (message.deletedAt) return { text: null, fileName: null, deletedAt: message.deletedAt };
  return { text: saidIn(message), fileName: message.attachment?.name ?? null, deletedAt: null };
}

/** The enquiries that one staff member sees, kept true by the events of the stream. */
export class Inbox {
  #enquiries = $state.raw<ReadonlyMap<string, Enquiry>>(new Map());
  #phase = $state<'loading' | 'ready' | 'failed'>('loading');
  #problem = $state.raw<Problem | null>(null);
  #closedCursor = $state.raw<string | null>(null);
  readonly #calls: InboxCalls;
  readonly #viewer: () => Viewer;
  readonly sections = $derived.by(() => intoSections(this.#enquiries.values(), this.#viewer()));
  /** What waits for this person: offers, and what visitors wrote in their own enquiries. */
  readonly waiting = $derived(
    this.sections.offers.length + this.sections.mine.filter((enquiry) => enquiry.unread > 0).length
  );

  constructor(viewer: () => Viewer, calls: InboxCalls) {
    this.#viewer = viewer;
    this.#calls = calls;
  }

  get phase() {
    return this.#phase;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get hasMoreClosed(): boolean {
    return this.#closedCursor !== null;
  }

  enquiry(id: string): Enquiry | undefined {
    return this.#enquiries.get(id);
  }

  /** The enquiry of a room that is not closed, if this person sees one. */
  unfinishedIn(roomId: string): Enquiry | undefined {
    return [...this.#enquiries.values()].find((enquiry) => enquiry.roomId === roomId && enquiry.status !== 'closed');
  }

  /** The number of an enquiry of this list, for naming it where only its id is known. */
  numberOf(id: string): string | null {
    return this.#enquiries.get(id)?.number ?? null;
  }

  /** Reads the lists afresh; answers where the stream stood before the first of them was read. */
  async load(): Promise<string | null> {
    try {
      const first = await this.#calls.list({ status: UNFINISHED, limit: PAGE_SIZE });
      const loaded = [...first.items];
      for (let cursor = first.nextCursor; cursor !== null;) {
        const page = await this.#calls.list({ status: UNFINISHED, limit: PAGE_SIZE, cursor });
        loaded.push(...page.items);
        cursor = page.nextCursor;
      }
      const closed = await this.#calls.list({ status: 'closed', limit: CLOSED_PAGE_SIZE });
      this.#closedCursor = closed.nextCursor;
      this.#replace([...loaded, ...closed.items]);
      this.#phase = 'ready';
      this.#problem = null;
      return first.streamCursor;
    } catch (thrown) {
      this.#problem = problemOf(thrown);
      if (this.#phase !== 'ready') this.#phase = 'failed';
      throw thrown;
    }
  }

  async loadMoreClosed(): Promise<void> {
    if (this.#closedCursor === null) return;
    const page = await this.#calls.list({ status: 'closed', limit: CLOSED_PAGE_SIZE, cursor: this.#closedCursor });
    this.#closedCursor = page.nextCursor;
    this.putAll(page.items);
  }

  /** Enquiries that match a text, also those that no section shows any more. */
  async search(q: string): Promise<readonly Enquiry[]> {
    const { items } = await this.#calls.list({ q, limit: 50 });
    this.putAll(items);
    return items;
  }

  /** The enquiry of an address that somebody followed, from memory or from the server. */
  async find(id: string): Promise<Enquiry> {
    return this.#enquiries.get(id) ?? this.#fetch(id);
  }

  /** Reads an enquiry afresh that the lists may not reach. One that may no longer be seen stays as it was. */
  async refresh(id: string): Promise<void> {
    await reconnection.read(() => this.#fetch(id)).catch(() => undefined);
  }

  async pickUp(id: string): Promise<void> {
    try {
      this.put(await this.#calls.pickUp(id));
    } catch (thrown) {
      const { enquiry: left } = problemOf(thrown);
      // The loser's answer tells who has it now: the screen is right before the event arrives, which may never come
      // to somebody whom it no longer concerns.
      if (left)
        this.#change(id, (enquiry) => (enquiry.version > left.version ? enquiry : { ...enquiry, ...left, offers: [] }));
      throw thrown;
    }
  }

  async close(id: string, labelIds?: string[]): Promise<void> {
    this.put(await this.#calls.close(id, labelIds));
  }

  /** Takes over an enquiry as the server knows it, unless what is here is newer. */
  put(enquiry: Enquiry): void {
    this.putAll([enquiry]);
  }

  putAll(enquiries: readonly Enquiry[]): void {
    const next = new Map(this.#enquiries);
    for (const enquiry of enquiries) {
      const present = next.get(enquiry.id);
      if (!present || !isOlder(enquiry, present)) next.set(enquiry.id, enquiry);
    }
    this.#enquiries = next;
  }

  readonly #handlers: Handlers = {
    'enquiry.updated': (enquiry) => this.put(enquiry),
    'message.created': (message) => this.#noteMessage(message),
    'message.updated': (message) => this.#noteChangedMessage(message),
    'offer.made': (offer) => this.#addOffer(offer),
    'offer.withdrawn': (offer) => this.#removeOffer(offer),
    'enquiry.left': (left) => this.#leave(left),
    'visitor.updated': (visitor) => this.#updateVisitor(visitor)
  };

  apply(event: ServerEvent): void {
    handle(this.#handlers, event);
  }

  #replace(enquiries: readonly Enquiry[]): void {
    const present = this.#enquiries;
    this.#enquiries = new Map(
      enquiries.map((enquiry) => {
        const known = present.get(enquiry.id);
        return [enquiry.id, known && isOlder(enquiry, known) ? known : enquiry];
      })
    );
  }

  async #fetch(id: string): Promise<Enquiry> {
    const enquiry = await this.#calls.enquiry(id);
    this.put(enquiry);
    return this.#enquiries.get(id) ?? enquiry;
  }

  #change(id: string, change: (enquiry: Enquiry) => Enquiry): void {
    const enquiry = this.#enquiries.get(id);
    if (enquiry) this.#enquiries = new Map(this.#enquiries).set(id, change(enquiry));
  }

  #noteMessage(message: Message): void {
    if (message.private) return;
    this.#change(message.enquiryId, (enquiry) => {
      if (message.sequence <= enquiry.lastSequence) return enquiry;
      const { id, sequence, type, author, createdAt } = message;
      return {
        ...enquiry,
        lastSequence: sequence,
        lastActivityAt: createdAt,
        lastMessage: { id, sequence, type, ...shownOf(message), author, createdAt },
        unread: enquiry.unread + (author.kind === 'visitor' ? 1 : 0)
      };
    });
  }

  #noteChangedMessage(message: Message): void {
    this.#change(message.enquiryId, (enquiry) =>
      enquiry.lastMessage?.id === message.id
        ? { ...enquiry, lastMessage: { ...enquiry.lastMessage, ...shownOf(message) } }
        : enquiry
    );
  }

  #addOffer({ enquiryId, staffId, expiresAt }: OfferMade): void {
    if (!this.#enquiries.has(enquiryId)) return void this.refresh(enquiryId);
    this.#change(enquiryId, (enquiry) => ({
      ...enquiry,
      offers: [...enquiry.offers.filter((offer) => offer.staffId !== staffId), { staffId, expiresAt }]
    }));
  }

  #removeOffer({ enquiryId, staffId, reason }: OfferWithdrawn): void {
    const { id, role } = this.#viewer();
    // An agent saw it because of the offer alone: nothing else will tell them that somebody has it.
    const gone = reason === 'pickedUp' && staffId === id && role === 'agent';
    this.#change(enquiryId, (enquiry) => ({
      ...enquiry,
      status: gone && enquiry.status === 'open' ? 'ongoing' : enquiry.status,
      offers: enquiry.offers.filter((offer) => offer.staffId !== staffId)
    }));
  }

  #leave({ enquiryId, staffId, ...left }: EnquiryLeft): void {
    if (staffId !== this.#viewer().id) return;
    this.#change(enquiryId, (enquiry) =>
      enquiry.version > left.version
        ? enquiry
        : { ...enquiry, ...left, transfer: null, participantIds: enquiry.participantIds.filter((id) => id !== staffId) }
    );
  }

  #updateVisitor(visitor: Visitor): void {
    const next = new Map(this.#enquiries);
    for (const [id, enquiry] of next) {
      if (enquiry.visitor.id === visitor.id) next.set(id, { ...enquiry, visitor: { ...enquiry.visitor, ...visitor } });
    }
    this.#enquiries = next;
  }
}

export const [getInbox, setInbox] = createContext<Inbox>();
