import type {
  Channel,
  Delivery,
  Enquiry,
  Label,
  Message,
  ServiceGroup,
  Settings,
  Source,
  Staff,
  Visitor
} from '$lib/api/names';

interface Frame<Type extends string, Data> {
  /** The cursor after this event; live hints such as typing carry none. */
  id?: string | null;
  type: Type;
  data: Data;
}

export interface OfferMade {
  enquiryId: string;
  staffId: string;
  expiresAt: string;
}

export interface OfferWithdrawn {
  enquiryId: string;
  staffId: string;
  reason: 'pickedUp' | 'expired' | 'closed' | 'left' | 'declined' | 'cancelled';
}

/** Somebody does not handle or take part in an enquiry any more: what they may still know of it. */
export interface EnquiryLeft {
  enquiryId: string;
  staffId: string;
  status: Enquiry['status'];
  ownerId: string | null;
  version: number;
}

export interface Typing {
  enquiryId: string;
  roomId: string;
  kind: 'visitor' | 'staff';
  staffId?: string | null;
}

/** Everything that the server tells while a screen is open. */
export type ServerEvent =
  | Frame<'hello', { cursor: string }>
  | Frame<'resync', Record<string, never>>
  | Frame<'enquiry.updated', Enquiry>
  | Frame<'message.created', Message>
  | Frame<'message.updated', Message>
  | Frame<'offer.made', OfferMade>
  | Frame<'offer.withdrawn', OfferWithdrawn>
  | Frame<'enquiry.left', EnquiryLeft>
  | Frame<'typing.started', Typing>
  | Frame<'typing.stopped', Typing>
  | Frame<'visitor.updated', Visitor>
  | Frame<'staff.updated', Staff>
  | Frame<'group.updated', ServiceGroup>
  | Frame<'chatbot.updated', { id: string }>
  | Frame<'staff.removed', { id: string }>
  | Frame<'group.removed', { id: string }>
  | Frame<'chatbot.removed', { id: string }>
  | Frame<'source.removed', { id: string }>
  | Frame<'stickyBinding.removed', { id: string }>
  | Frame<'singleSignOn.updated', Record<string, never>>
  | Frame<'apiTokens.updated', Record<string, never>>
  | Frame<'source.updated', Source>
  | Frame<'delivery.updated', Delivery>
  | Frame<'channel.updated', Channel>
  | Frame<'labels.updated', { items: Label[] }>
  | Frame<'cannedResponses.updated', Record<string, never>>
  | Frame<'settings.updated', Settings>;

type EventType = ServerEvent['type'];

// A record, so that the compiler asks for every member of the union.
const known: Record<EventType, true> = {
  hello: true,
  resync: true,
  'enquiry.updated': true,
  'message.created': true,
  'message.updated': true,
  'offer.made': true,
  'offer.withdrawn': true,
  'enquiry.left': true,
  'typing.started': true,
  'typing.stopped': true,
  'visitor.updated': true,
  'staff.updated': true,
  'group.updated': true,
  'chatbot.updated': true,
  'staff.removed': true,
  'group.removed': true,
  'chatbot.removed': true,
  'source.removed': true,
  'stickyBinding.removed': true,
  'singleSignOn.updated': true,
  'apiTokens.updated': true,
  'source.updated': true,
  'delivery.updated': true,
  'channel.updated': true,
  'labels.updated': true,
  'cannedResponses.updated': true,
  'settings.updated': true
};

/** The name of every event, for connections that deliver them by name. */
export const eventTypes = Object.keys(known) as readonly EventType[];

/**
 * Reads one frame of the stream. A type that this build doesn't know gives its id alone, so that a newer
 * server's additions move the cursor without breaking an older screen.
 */
export function readFrame(text: string): { id: string | null; event: ServerEvent | null } {
  const frame = JSON.parse(text) as { id?: string | null; type?: string };
  const id = frame.id ?? null;
  const isKnown = frame.type !== undefined && Object.hasOwn(known, frame.type);
  return { id, event: isKnown ? (frame as ServerEvent) : null };
}

/** The data of an event. */
type DataOf<Type extends EventType> = Extract<ServerEvent, { type: Type }>['data'];

/** What a part of the screen does with the events that concern it. */
export type Handlers = { readonly [Type in EventType]?: (data: DataOf<Type>) => void };

/** Calls the handler of this event, if there is one. */
export function handle(handlers: Handlers, event: ServerEvent): void {
  const handler = handlers[event.type] as ((data: ServerEvent['data']) => void) | undefined;
  handler?.(event.data);
}

/** The kinds of things of which the stream says `<kind>.updated`, with the thing, and `<kind>.removed`, with its id. */
interface Followed {
  staff: Staff;
  group: ServiceGroup;
  source: Source;
}

/** Handlers that keep a collection of such things current. */
export function following<Kind extends keyof Followed>(
  kind: Kind,
  put: (value: Followed[Kind]) => void,
  remove: (id: string) => void
): Handlers {
  return {
    [`${kind}.updated`]: put,
    [`${kind}.removed`]: ({ id }: { id: string }) => remove(id)
  };
}
