import type { Enquiry, Message } from '$lib/api/names';
import { lineOf, previewLine } from '$lib/conversation/preview';
import { m } from '$lib/paraglide/messages';
import type { ServerEvent } from '$lib/realtime/event';
import { isolated } from '$lib/ui/bidi';
import { visitorName } from '$lib/visitor/name';
import { offerTo } from '$lib/workplace/sections';
import { Gathered, type Summary } from './gathered';

/** What notices take from the screen on which they show; tests give their own. */
export interface NoticeSurroundings {
  me: () => string;
  find: (enquiryId: string) => Promise<Enquiry>;
  /** Somebody may be looking at the page. */
  isVisible: () => boolean;
  /** The page shows this enquiry. */
  isOpen: (enquiryId: string) => boolean;
  /** The list beside the conversation shows it, with its button: a toast would say it twice and lie over what people do. */
  isListed: (enquiryId: string) => boolean;
  ring: () => void;
  /** Shows a notification of the browser that leads to the enquiry, or to the list. The same `tag` replaces the one before. */
  notify: (title: string, body: string, tag: string, enquiryId: string | null) => void;
  /** Shows a notice on the page. Its button picks the enquiry up, or leads to the list. The same `tag` replaces the one before. */
  toast: (
    title: string,
    body: string,
    tag: string,
    button: { label: string; enquiryId: string | null },
    milliseconds: number
  ) => void;
  /** Takes away what was shown with this tag. */
  dismiss: (tag: string) => void;
  now: () => number;
  setTimer: (run: () => void, milliseconds: number) => unknown;
}

/** The longest that a notice lies on the page. */
const TOAST_MAX_MS = 20_000;

/** Of what comes in a burst, the first is shown at once and the rest together, this much later. */
const BURST_MS = 1_000;

/** The kinds of notices, by tag. Of each there is one at a time. */
type Kind = 'offers' | 'missed' | 'messages';

/** What somebody is told of where they don't see it anyway: offers, and visitors who write. */
export class Notices {
  /** The visitor's own words are the notice; an automatic answer may already stand behind them in the list. */
  #lastWords: Message | null = null;
  readonly #gathered: Readonly<Record<Kind, Gathered>> = {
    offers: new Gathered((enquiries) => m.inbox_notice_offers({ count: enquiries })),
    missed: new Gathered((enquiries) => m.inbox_notice_missed({ count: enquiries })),
    messages: new Gathered((_, times) => m.inbox_notice_messages({ count: times }))
  };
  /** Until when the toast of a kind lies on the page. */
  readonly #toastUntil: Record<Kind, number> = { offers: 0, missed: 0, messages: 0 };
  /** Kinds that were shown a moment ago; true where something came since. */
  readonly #bursts = new Map<Kind, boolean>();
  readonly #screen: NoticeSurroundings;

  constructor(screen: NoticeSurroundings) {
    this.#screen = screen;
  }

  async apply(event: ServerEvent): Promise<void> {
    const me = this.#screen.me();
    if (event.type === 'message.created' && event.data.author.kind === 'visitor') {
      this.#lastWords = event.data;
      await this.#remind(event.data);
    } else if (event.type === 'offer.made' && event.data.staffId === me) {
      await this.#announce(event.data.enquiryId, event.data.expiresAt);
    } else if (event.type === 'offer.withdrawn' && event.data.staffId === me) {
      this.#forget('offers', event.data.enquiryId);
    } else if (event.type === 'enquiry.updated') {
      const enquiry = event.data;
      if (!offerTo(enquiry, me)) this.#forget('offers', enquiry.id);
      if (enquiry.status === 'missed') return;
      this.#forget('missed', enquiry.id);
      if (!this.#handles(enquiry)) this.#forget('messages', enquiry.id);
    }
  }

  /** Somebody looks at the page again: what called them to it has done so. */
  seen(): void {
    if (this.#gathered.messages.size === 0) return;
    this.#gathered.messages.clear();
    this.#screen.dismiss('messages');
  }

  #handles({ ownerId, participantIds }: Enquiry): boolean {
    const me = this.#screen.me();
    return ownerId === me || participantIds.includes(me);
  }

  async #announce(enquiryId: string, expiresAt: string): Promise<void> {
    const screen = this.#screen;
    if (screen.isOpen(enquiryId) && screen.isVisible()) return;
    // The offer may be the first this screen hears of the enquiry.
    const enquiry = await screen.find(enquiryId).catch(() => null);
    if (!enquiry || !offerTo(enquiry, screen.me())) return;
    const words =
      this.#lastWords?.enquiryId === enquiryId ? lineOf(this.#lastWords) : previewLine(enquiry, screen.me());
    screen.ring();
    if (!screen.isListed(enquiryId)) this.#lay('offers', Date.parse(expiresAt));
    this.#tell('offers', enquiry, titleOf(enquiry), words);
  }

  /** A visitor who was missed writes again: everybody who could follow up hears of it. */
  async #remind(message: Message): Promise<void> {
    const screen = this.#screen;
    const { enquiryId } = message;
    const enquiry = await screen.find(enquiryId).catch(() => null);
    if (enquiry && this.#handles(enquiry)) return this.#call(enquiry, message);
    if (enquiry?.status !== 'missed') return;
    this.#call(enquiry, message);
    if (screen.isOpen(enquiryId) || screen.isListed(enquiryId)) return;
    this.#lay('missed', screen.now() + TOAST_MAX_MS);
    this.#tell('missed', enquiry, titleOf(enquiry), lineOf(message));
  }

  /** Whoever handles an enquiry hears of the visitor while they look elsewhere. */
  #call(enquiry: Enquiry, message: Message): void {
    if (this.#screen.isVisible()) return;
    this.#screen.ring();
    this.#tell('messages', enquiry, isolated(visitorName(enquiry.visitor)), lineOf(message));
  }

  /** The toast of a kind lies on the page until then, at most. */
  #lay(kind: Kind, until: number): void {
    this.#toastUntil[kind] = Math.max(this.#toastUntil[kind], Math.min(until, this.#screen.now() + TOAST_MAX_MS));
  }

  #tell(kind: Kind, enquiry: Enquiry, title: string, words: string): void {
    this.#gathered[kind].add(enquiry.id, { name: isolated(visitorName(enquiry.visitor)), title, words });
    if (this.#bursts.has(kind)) {
      this.#bursts.set(kind, true);
      return;
    }
    this.#show(kind);
    this.#bursts.set(kind, false);
    this.#screen.setTimer(() => {
      const more = this.#bursts.get(kind) === true;
      this.#bursts.delete(kind);
      if (more) this.#show(kind);
    }, BURST_MS);
  }

  #forget(kind: Kind, enquiryId: string): void {
    if (!this.#gathered[kind].remove(enquiryId)) return;
    // What is left is told with the rest of a burst.
    if (this.#gathered[kind].size > 0 && this.#bursts.has(kind)) this.#bursts.set(kind, true);
    else this.#show(kind);
  }

  /** Shows what there is of a kind now, or takes its notice away. */
  #show(kind: Kind): void {
    const summary = this.#gathered[kind].summary();
    if (!summary) {
      this.#toastUntil[kind] = 0;
      return this.#screen.dismiss(kind);
    }
    // Of a missed enquiry, the notification is that of the message.
    if (kind !== 'missed') this.#screen.notify(summary.title, summary.body, kind, summary.enquiryId);
    if (kind !== 'messages') this.#showToast(kind, summary);
  }

  #showToast(kind: Exclude<Kind, 'messages'>, { title, body, enquiryId }: Summary): void {
    const left = this.#toastUntil[kind] - this.#screen.now();
    if (left <= 0) return;
    const one = kind === 'offers' ? m.action_pick_up() : m.inbox_follow_up();
    this.#screen.toast(title, body, kind, { label: enquiryId ? one : m.action_show(), enquiryId }, left);
  }
}

function titleOf(enquiry: Enquiry): string {
  return `${isolated(visitorName(enquiry.visitor))} · ${isolated(enquiry.channelName)}`;
}
