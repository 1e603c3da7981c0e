import { newChannel } from '$lib/api/defaults';
import type { Channel, ChannelMessages, DisplayNameFormat, Routing } from '$lib/api/names';
import { m } from '$lib/paraglide/messages';
import { empty } from '$lib/routing/rule';

export const NAME_LENGTH_MAX = 40;

export const displayNameFormats: { value: DisplayNameFormat; label: () => string; example: () => string }[] = [
  { value: 'firstName', label: m.channel_display_name_first, example: m.channel_display_name_first_example },
  { value: 'firstAndLastName', label: m.channel_display_name_full, example: m.channel_display_name_full_example },
  { value: 'none', label: m.channel_display_name_none, example: () => '' }
];

/** The same as text whatever order the fields came in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part
  );
}

/** What is set in a channel. */
type ChannelFields = Pick<Channel, 'name' | 'routing' | 'sticky' | 'autoClose' | 'displayNameFormat' | 'messages'>;

/** A channel's settings while they are being edited. */
export class ChannelDraft {
  name = $state('');
  routing = $state<Routing>(empty());
  sticky = $state<Channel['sticky']>(structuredClone(newChannel.sticky));
  autoClose = $state<Channel['autoClose']>(structuredClone(newChannel.autoClose));
  displayNameFormat = $state<DisplayNameFormat>(newChannel.displayNameFormat);
  messages = $state<ChannelMessages>(structuredClone(newChannel.messages));

  static of(channel: Channel): ChannelDraft {
    const draft = new ChannelDraft();
    draft.take(channel);
    return draft;
  }

  /** Fills it. */
  take({ name, routing, sticky, autoClose, displayNameFormat, messages }: ChannelFields): void {
    this.name = name;
    this.routing = structuredClone(routing);
    this.sticky = structuredClone(sticky);
    this.autoClose = structuredClone(autoClose);
    this.displayNameFormat = displayNameFormat;
    this.messages = structuredClone(messages);
  }

  /** What the server is given. */
  get body() {
    return {
      name: this.name.trim(),
      routing: $state.snapshot(this.routing),
      // An empty number field gives undefined: for ever.
      sticky: { ...$state.snapshot(this.sticky), expiryDays: this.sticky.expiryDays ?? null },
      autoClose: $state.snapshot(this.autoClose),
      displayNameFormat: this.displayNameFormat,
      messages: $state.snapshot(this.messages)
    };
  }

  /** Whether saving would change anything. Compared value by value: answers and events name fields in different orders. */
  differsFrom(channel: Channel): boolean {
    return (
      this.name.trim() !== channel.name ||
      this.displayNameFormat !== channel.displayNameFormat ||
      canonical(this.routing) !== canonical(channel.routing) ||
      canonical(this.body.sticky) !== canonical(channel.sticky) ||
      canonical(this.autoClose) !== canonical(channel.autoClose) ||
      canonical(this.messages) !== canonical(channel.messages)
    );
  }
}
