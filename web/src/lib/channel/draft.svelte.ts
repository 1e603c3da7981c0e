import type { Channel, ChannelMessages, DisplayNameFormat } from '$lib/api/names';

/** The most destinations that a rule may try. */
export const DESTINATIONS_MAX = 5;

export const NAME_LENGTH_MAX = 40;

export const displayNameFormats: { value: DisplayNameFormat; label: string; example: string }[] = [
  { value: 'firstName', label: 'First name', example: 'Jane' },
  { value: 'firstAndLastName', label: 'First and last name', example: 'Jane Moore' },
  { value: 'none', label: 'No name', example: '' }
];

const standardMessages: ChannelMessages = {
  welcome: {
    enabled: true,
    text: 'Hello {{visitor.name}}, thank you for your message. We’ll be with you in a moment.',
    when: 'firstContact'
  },
  away: {
    enabled: true,
    text: 'Nobody is available right now. We have your message and will answer as soon as we can.'
  },
  close: {
    enabled: true,
    text: 'Thank you for talking to us. If you need anything else, just write again.'
  }
};

interface Text {
  enabled: boolean;
  text: string;
}

function differ(one: Text, other: Text): boolean {
  return one.enabled !== other.enabled || one.text !== other.text;
}

/** A channel's settings while they are being edited. */
export class ChannelDraft {
  name = $state('');
  destinations = $state.raw<readonly string[]>([]);
  displayNameFormat = $state<DisplayNameFormat>('firstName');
  messages = $state<ChannelMessages>(structuredClone(standardMessages));

  static of(channel: Channel): ChannelDraft {
    const draft = new ChannelDraft();
    draft.name = channel.name;
    draft.destinations = channel.routing.destinations;
    draft.displayNameFormat = channel.displayNameFormat;
    draft.messages = structuredClone(channel.messages);
    return draft;
  }

  add(destination: string): void {
    if (this.destinations.length < DESTINATIONS_MAX && !this.destinations.includes(destination)) {
      this.destinations = [...this.destinations, destination];
    }
  }

  remove(destination: string): void {
    this.destinations = this.destinations.filter((other) => other !== destination);
  }

  /** Moves a destination one place up or down; at either end it stays. */
  move(destination: string, by: -1 | 1): void {
    const from = this.destinations.indexOf(destination);
    const to = from + by;
    if (from === -1 || to < 0 || to >= this.destinations.length) return;
    const next = [...this.destinations];
    next.splice(to, 0, ...next.splice(from, 1));
    this.destinations = next;
  }

  /** What the server is given. */
  get body() {
    return {
      name: this.name.trim(),
      routing: { kind: 'alternative' as const, destinations: [...this.destinations] },
      displayNameFormat: this.displayNameFormat,
      messages: $state.snapshot(this.messages)
    };
  }

  /** Whether saving would change anything. Compared value by value: answers and events name fields in different orders. */
  differsFrom(channel: Channel): boolean {
    const { welcome, away, close } = this.messages;
    const now = channel.messages;
    return (
      this.name.trim() !== channel.name ||
      this.displayNameFormat !== channel.displayNameFormat ||
      this.destinations.join() !== channel.routing.destinations.join() ||
      welcome.when !== now.welcome.when ||
      differ(welcome, now.welcome) ||
      differ(away, now.away) ||
      differ(close, now.close)
    );
  }
}
