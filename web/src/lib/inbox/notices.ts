import type { Enquiry, Message } from '$lib/api/names';
import { lineOf, previewLine } from '$lib/enquiry/preview';
import type { ServerEvent } from '$lib/realtime/event';
import { visitorName } from '$lib/visitor/name';
import { isolated } from '$lib/ui/bidi';
import { offerTo } from './sections';

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
  /** Shows a notification of the browser that leads to the enquiry. The same `tag` replaces the one before. */
  notify: (title: string, body: string, tag: string, enquiryId: string) => void;
  /** Shows a notice on the page, whose button picks the enquiry up. */
  toast: (title: string, body: string, tag: string, button: { label: string; enquiryId: string }, milliseconds: number) => void;
  /** Takes away what was shown with this tag. */
  dismiss: (tag: string) => void;
  now: () => number;
}

/** The longest that a notice lies on the page. */
const TOAST_MAX_MS = 20_000;

const tagOf = (enquiryId: string) => `offer ${enquiryId}`;

/** What somebody is told of where they don't see it anyway: offers, and visitors who write. */
export class Notices {
  /** The visitor's own words are the notice; an automatic answer may already stand behind them in the list. */
  #lastWords: Message | null = null;
  /** The enquiries whose visitors were heard while nobody looked. */
  readonly #called = new Set<string>();
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
      this.#screen.dismiss(tagOf(event.data.enquiryId));
    } else if (event.type === 'enquiry.updated' && event.data.status !== 'missed' && !offerTo(event.data, me)) {
      this.#screen.dismiss(tagOf(event.data.id));
      if (!this.#handles(event.data)) this.#forget(event.data.id);
    }
  }

  /** Somebody looks at the page again: what called them to it has done so. */
  seen(): void {
    for (const enquiryId of this.#called) this.#forget(enquiryId);
  }

  #forget(enquiryId: string): void {
    if (this.#called.delete(enquiryId)) this.#screen.dismiss(enquiryId);
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
    const title = `${isolated(visitorName(enquiry.visitor))} · ${isolated(enquiry.channelName)}`;
    const words = this.#lastWords?.enquiryId === enquiryId ? lineOf(this.#lastWords) : previewLine(enquiry, screen.me());
    screen.ring();
    screen.notify(title, words, tagOf(enquiryId), enquiryId);
    if (screen.isListed(enquiryId)) return;
    const left = Math.max(0, Date.parse(expiresAt) - screen.now());
    screen.toast(title, words, tagOf(enquiryId), { label: 'Pick up', enquiryId }, Math.min(TOAST_MAX_MS, left));
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
    const title = `${isolated(visitorName(enquiry.visitor))} · ${isolated(enquiry.channelName)}`;
    screen.toast(title, lineOf(message), tagOf(enquiryId), { label: 'Follow up', enquiryId }, TOAST_MAX_MS);
  }

  /** Whoever handles an enquiry hears of the visitor while they look elsewhere. */
  #call(enquiry: Enquiry, message: Message): void {
    if (this.#screen.isVisible()) return;
    this.#screen.ring();
    this.#called.add(enquiry.id);
    this.#screen.notify(isolated(visitorName(enquiry.visitor)), lineOf(message), enquiry.id, enquiry.id);
  }
}
