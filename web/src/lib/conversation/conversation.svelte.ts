import type { Enquiry, Message, Problem } from '$lib/api/names';
import { problemOf } from '$lib/api/problem';
import { lacksConnection } from '$lib/api/reconnection';
import { handle, type Handlers, type ServerEvent } from '$lib/realtime/event';
import type { ConversationCalls } from './calls';
import { merge } from './order';
import { PendingReplies, type PendingRepliesSurroundings } from './pending-replies.svelte';
import { CAPTION_LENGTH_MAX, lengthOf } from './text';
import { bringFile, Uploads, type KeptFile } from './upload.svelte';

/** What a conversation takes from its surroundings. */
export interface ConversationSurroundings extends Omit<PendingRepliesSurroundings, 'send' | 'sent'> {
  calls: ConversationCalls;
  /** Takes over the enquiry that a call answered. */
  put: (enquiry: Enquiry) => void;
  /** Runs something once the server can be reached again. */
  whenBack: (again: () => void) => void;
}

/** The messages of one room, in the order of their sequence, and the replies still on their way. */
export class Conversation {
  #messages = $state.raw<readonly Message[]>([]);
  #phase = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');
  #problem = $state.raw<Problem | null>(null);
  #hasOlder = $state(false);
  #loadingOlder = $state(false);
  #olderProblem = $state.raw<Problem | null>(null);
  /** Events that came while the first page was under way; they are newer than some of what it holds. */
  #meanwhile: Message[] | null = null;
  #readUpTo = 0;
  readonly pendingReplies: PendingReplies;
  /** Files that are attached and not sent yet. */
  readonly uploads = new Uploads(bringFile);
  readonly #surroundings: ConversationSurroundings;

  constructor(
    readonly enquiryId: string,
    readonly roomId: string,
    surroundings: ConversationSurroundings
  ) {
    this.#surroundings = surroundings;
    // The key of earlier releases, whose unsent replies are still to be sent.
    this.pendingReplies = new PendingReplies(`causeway.outbox.${enquiryId}`, {
      ...surroundings,
      send: ({ clientId, text, private: isNote, file }) =>
        isNote ? surroundings.calls.note(clientId, text) : surroundings.calls.send(clientId, text, file),
      sent: (message) => this.#addIfUnknown(message)
    });
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  get phase() {
    return this.#phase;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get hasOlder(): boolean {
    return this.#hasOlder;
  }

  get loadingOlder(): boolean {
    return this.#loadingOlder;
  }

  get olderProblem(): Problem | null {
    return this.#olderProblem;
  }

  /** Loads the latest messages, or does nothing when they are here already. */
  async open(): Promise<void> {
    if (this.#phase === 'idle' || this.#phase === 'failed') await this.reload();
    this.pendingReplies.resume();
  }

  async reload(): Promise<void> {
    if (this.#phase !== 'ready') this.#phase = 'loading';
    const meanwhile: Message[] = [];
    this.#meanwhile = meanwhile;
    try {
      const { items, hasMore } = await this.#surroundings.calls.latest();
      if (!this.#reaches(items)) {
        this.#messages = [];
        this.#hasOlder = hasMore;
      }
      this.#messages = merge(merge(this.#messages, items), meanwhile);
      for (const message of items) this.pendingReplies.confirm(message);
      this.#problem = null;
      this.#phase = 'ready';
    } catch (thrown) {
      this.#problem = problemOf(thrown);
      if (this.#phase !== 'ready') this.#phase = 'failed';
      this.#again(thrown, () => void this.reload());
    } finally {
      this.#meanwhile = null;
    }
  }

  async loadOlder(): Promise<void> {
    const oldest = this.#messages[0];
    if (!oldest || !this.#hasOlder || this.#loadingOlder) return;
    this.#loadingOlder = true;
    this.#olderProblem = null;
    try {
      const { items, hasMore } = await this.#surroundings.calls.before(oldest.sequence);
      this.#messages = merge(items, this.#messages);
      this.#hasOlder = hasMore;
    } catch (thrown) {
      this.#olderProblem = problemOf(thrown);
      this.#again(thrown, () => void this.loadOlder());
    } finally {
      this.#loadingOlder = false;
    }
  }

  send(text: string, isNote = false): void {
    this.pendingReplies.add(text, isNote);
  }

  /** Sends files, one message each; a text that is short enough stands below the first, another one before them. */
  sendFiles(files: readonly KeptFile[], text: string): void {
    const isCaption = lengthOf(text) <= CAPTION_LENGTH_MAX;
    if (text !== '' && !isCaption) this.send(text);
    files.forEach((file, index) => this.pendingReplies.add(index === 0 && isCaption ? text : '', false, file));
  }

  /** Sends a message again that failed on its way to the visitor. */
  async retry(messageId: string): Promise<void> {
    this.#put(await this.#surroundings.calls.retry(messageId));
  }

  /** Takes one's own message back: the visitor's channel hides it, too. */
  async takeBack(messageId: string): Promise<void> {
    this.#put(await this.#surroundings.calls.takeBack(messageId));
  }

  /** Tells the server how far this conversation has been seen; what was told before isn't told again. */
  async markRead(upTo: number): Promise<void> {
    if (upTo <= this.#readUpTo) return;
    const before = this.#readUpTo;
    this.#readUpTo = upTo;
    try {
      this.#surroundings.put(await this.#surroundings.calls.read(upTo));
    } catch (thrown) {
      // Told again with the next look at the conversation.
      this.#readUpTo = Math.min(this.#readUpTo, before);
      this.#again(thrown, () => void this.markRead(upTo));
    }
  }

  readonly #handlers: Handlers = {
    'message.created': (message) => this.#putOwn(message),
    'message.updated': (message) => this.#putOwn(message)
  };

  apply(event: ServerEvent): void {
    handle(this.#handlers, event);
  }

  #again(thrown: unknown, run: () => void): void {
    if (lacksConnection(thrown)) this.#surroundings.whenBack(run);
  }

  /** Says whether what is here joins up with a page just read, so that it may stay. */
  #reaches(page: readonly Message[]): boolean {
    const newest = this.#messages.at(-1);
    const oldestRead = page[0];
    return newest !== undefined && oldestRead !== undefined && newest.sequence + 1 >= oldestRead.sequence;
  }

  #putOwn(message: Message): void {
    if (message.roomId === this.roomId) this.#put(message);
  }

  #put(message: Message): void {
    this.#meanwhile?.push(message);
    const oldest = this.#messages[0];
    // A change of a message above what is loaded belongs to a page not yet here.
    if (oldest && message.sequence < oldest.sequence && this.#hasOlder) return;
    this.#messages = merge(this.#messages, [message]);
    this.pendingReplies.confirm(message);
  }

  /** The answer to a send may come after events about the same message, and is then the older of the two. */
  #addIfUnknown(message: Message): void {
    if (!this.#messages.some(({ id }) => id === message.id)) this.#put(message);
  }
}
