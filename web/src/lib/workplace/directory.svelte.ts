import { createContext } from 'svelte';
import { answer, type Api } from '$lib/api/client';
import type {
  CannedResponse,
  Channel,
  Chatbot,
  Label,
  Me,
  Problem,
  ServiceGroup,
  Settings,
  Source,
  Staff
} from '$lib/api/names';
import { problemOf } from '$lib/api/problem';
import { reconnection } from '$lib/api/reconnection';
import { m } from '$lib/paraglide/messages';
import { following, handle, type Handlers, type ServerEvent } from '$lib/realtime/event';
import { fullName } from '$lib/ui/person-name';
import { SourceHealth } from '$lib/webhook/health';

interface Versioned {
  id: string;
  version: number;
}

/** Things of one kind by id, of which the newer version wins whichever way it came. What was removed stays away. */
export class Shelf<T extends Versioned> {
  #byId = $state.raw<ReadonlyMap<string, T>>(new Map());
  /** A list that was read before a removal may arrive after it. Ids are never used twice. */
  readonly #removed = new Set<string>();
  readonly all: readonly T[] = $derived([...this.#byId.values()]);

  get(id: string): T | undefined {
    return this.#byId.get(id);
  }

  put(thing: T): void {
    if (this.#removed.has(thing.id)) return;
    const present = this.#byId.get(thing.id);
    if (!present || present.version <= thing.version) this.#byId = new Map(this.#byId).set(thing.id, thing);
  }

  remove(id: string): void {
    this.#removed.add(id);
    const next = new Map(this.#byId);
    next.delete(id);
    this.#byId = next;
  }

  replace(things: readonly T[]): void {
    this.#byId = new Map(things.filter(({ id }) => !this.#removed.has(id)).map((thing) => [thing.id, thing]));
  }
}

/** The largest page that the server gives. */
const PAGE_SIZE = 200;

interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

async function everyPage<T>(read: (query: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const things: T[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read(cursor ? { limit: PAGE_SIZE, cursor } : { limit: PAGE_SIZE });
    things.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return things;
}

/** The staff, service groups, chatbots, channels and sources of the workspace, kept true by the events of the stream. */
export class Directory {
  readonly staff = new Shelf<Staff>();
  readonly serviceGroups = new Shelf<ServiceGroup>();
  readonly chatbots = new Shelf<Chatbot>();
  readonly channels = new Shelf<Channel>();
  readonly sources = new Shelf<Source>();
  #labels = $state.raw<readonly Label[]>([]);
  #cannedResponses = $state.raw<readonly CannedResponse[]>([]);
  #settings = $state.raw<Settings | null>(null);
  #phase = $state<'loading' | 'ready' | 'failed'>('loading');
  #problem = $state.raw<Problem | null>(null);
  readonly #api: Api;
  readonly #me: () => Me;
  /** Reads what waits for a source's webhook again while deliveries fail. */
  readonly #health = new SourceHealth({
    find: (id) => this.sources.get(id),
    read: async (id) => {
      const source = await answer(this.#api.GET('/api/v1/sources/{id}', { params: { path: { id } } }));
      this.sources.put(source);
      return source;
    },
    setTimer: (run, milliseconds) => setTimeout(run, milliseconds)
  });

  constructor(api: Api, me: () => Me) {
    this.#api = api;
    this.#me = me;
  }

  get phase() {
    return this.#phase;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  /** By name. */
  get labels(): readonly Label[] {
    return this.#labels;
  }

  /** Everybody's and one's own, by key. */
  get cannedResponses(): readonly CannedResponse[] {
    return this.#cannedResponses;
  }

  get settings(): Settings | null {
    return this.#settings;
  }

  /** Reads what this person may see: sources belong to administrators. */
  async load(): Promise<void> {
    try {
      await this.#read();
      this.#phase = 'ready';
      this.#problem = null;
    } catch (thrown) {
      this.#problem = problemOf(thrown);
      if (this.#phase !== 'ready') this.#phase = 'failed';
      throw thrown;
    }
  }

  async #read(): Promise<void> {
    const forEverybody = [
      this.loadStaff(),
      this.loadServiceGroups(),
      this.loadChatbots(),
      this.loadChannels(),
      this.loadLabels(),
      this.loadCannedResponses(),
      this.loadSettings()
    ];
    const forAdministrators = this.#me().role === 'administrator' ? [this.loadSources()] : [];
    await Promise.all([...forEverybody, ...forAdministrators]);
  }

  /** Also after a service group has changed: who is in which group is told from both sides. */
  async loadStaff(): Promise<void> {
    this.staff.replace(await everyPage((query) => answer(this.#api.GET('/api/v1/staff', { params: { query } }))));
  }

  /** Also after a staff member has changed. */
  async loadServiceGroups(): Promise<void> {
    this.serviceGroups.replace(
      await everyPage((query) => answer(this.#api.GET('/api/v1/service-groups', { params: { query } })))
    );
  }

  async loadChatbots(): Promise<void> {
    this.chatbots.replace(await everyPage((query) => answer(this.#api.GET('/api/v1/chatbots', { params: { query } }))));
  }

  async loadLabels(): Promise<void> {
    this.#labels = (await answer(this.#api.GET('/api/v1/labels'))).items;
  }

  async loadCannedResponses(): Promise<void> {
    this.#cannedResponses = (await answer(this.#api.GET('/api/v1/canned-responses'))).items;
  }

  async loadSettings(): Promise<void> {
    this.#settings = await answer(this.#api.GET('/api/v1/settings'));
  }

  async loadChannels(): Promise<void> {
    this.channels.replace(await everyPage((query) => answer(this.#api.GET('/api/v1/channels', { params: { query } }))));
  }

  /** Also after a channel was made or archived: a source tells whose it is. */
  async loadSources(): Promise<void> {
    this.sources.replace(await everyPage((query) => answer(this.#api.GET('/api/v1/sources', { params: { query } }))));
    for (const source of this.sources.all) this.#health.watch(source);
  }

  /** What to call a staff member; somebody whose account is gone keeps their part in old conversations. */
  staffName(id: string | null | undefined): string {
    if (!id) return m.workplace_unassigned();
    if (id === this.#me().id) return m.workplace_you();
    const staff = this.staff.get(id);
    return staff ? fullName(staff) : m.workplace_former_colleague();
  }

  /** What to call a service group, a chatbot or a staff member, whichever the id is of. */
  nameOf(id: string): string {
    if (id.startsWith('grp_')) return this.serviceGroups.get(id)?.name ?? m.workplace_deleted_group();
    if (id.startsWith('bot_')) return this.chatbots.get(id)?.name ?? m.workplace_deleted_chatbot();
    return this.staffName(id);
  }

  /** An event tells that there is news and not what: it is asked for until it is here. */
  #readAgain(read: () => Promise<void>): void {
    // Refused for good, the next change or load brings it.
    reconnection.read(read).catch(() => undefined);
  }

  readonly #handlers: Handlers = {
    ...following(
      'staff',
      (staff) => this.staff.put(staff),
      (id) => this.staff.remove(id)
    ),
    ...following(
      'group',
      (group) => this.serviceGroups.put(group),
      (id) => this.serviceGroups.remove(id)
    ),
    ...following(
      'source',
      (source) => {
        this.sources.put(source);
        this.#health.watch(source);
      },
      (id) => this.sources.remove(id)
    ),
    'channel.updated': (channel) => this.channels.put(channel),
    // Which part of a chatbot a person may see differs, so the event carries none of it.
    'chatbot.updated': () => this.#readAgain(() => this.loadChatbots()),
    'chatbot.removed': ({ id }) => this.chatbots.remove(id),
    'labels.updated': ({ items }) => (this.#labels = items),
    'cannedResponses.updated': () => this.#readAgain(() => this.loadCannedResponses()),
    'settings.updated': (settings) => (this.#settings = settings),
    'delivery.updated': (delivery) => this.#health.note(delivery)
  };

  apply(event: ServerEvent): void {
    handle(this.#handlers, event);
  }
}

export const [getDirectory, setDirectory] = createContext<Directory>();
