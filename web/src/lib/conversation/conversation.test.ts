import { describe, expect, it } from 'vitest';
import type { Message } from '$lib/api/names';
import { ProblemError, problemOfStatus, unreachable } from '$lib/api/problem';
import { sampleEnquiry, sampleMessage, sampleStorage } from '$lib/api/samples';
import type { MessagePage } from './calls';
import { Conversation } from './conversation.svelte';

interface Sent {
  clientId: string;
  text: string;
  succeed: (message: Message) => void;
  fail: (thrown: unknown) => void;
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

const empty: MessagePage = { items: [], hasMore: false };

function setUp({ latest = empty, storage = sampleStorage(), now = 0 } = {}) {
  const sent: Sent[] = [];
  const read: number[] = [];
  const timers: (() => void)[] = [];
  let page = latest;
  let holdLatest: ((page: MessagePage) => void) | null = null;
  const back: (() => void)[] = [];
  const world: { failure: ProblemError | null } = { failure: null };
  let ids = 0;
  const conversation = new Conversation('enq_1', 'room_1', {
    calls: {
      latest: () =>
        world.failure
          ? Promise.reject(world.failure)
          : holdLatest
            ? new Promise((resolve) => (holdLatest = resolve))
            : Promise.resolve(page),
      before: (sequence) =>
        world.failure
          ? Promise.reject(world.failure)
          : Promise.resolve({ items: [sampleMessage(sequence - 2), sampleMessage(sequence - 1)], hasMore: false }),
      send: (clientId, text) => new Promise((succeed, fail) => sent.push({ clientId, text, succeed, fail })),
      note: (clientId, text) => Promise.resolve(sampleMessage(9, { clientId, text, private: true })),
      retry: (id) => Promise.resolve(sampleMessage(1, { id })),
      takeBack: (id) => Promise.resolve(sampleMessage(1, { id, deletedAt: '2026-11-22T10:00:00.000Z' })),
      read: (upTo) => {
        if (world.failure) return Promise.reject(world.failure);
        read.push(upTo);
        return Promise.resolve(sampleEnquiry({ readUpTo: upTo }));
      },
      typing: () => Promise.resolve()
    },
    put: () => undefined,
    newClientId: () => `client_${++ids}`,
    now: () => now,
    storage,
    setTimer: (run) => timers.push(run),
    whenBack: (again) => back.push(again)
  });
  return {
    conversation,
    sent,
    read,
    timers,
    storage,
    /** The server is away from now on, or refuses, or is back. */
    goAway: (failure = new ProblemError(unreachable())) => (world.failure = failure),
    comeBack: async () => {
      world.failure = null;
      back.splice(0).forEach((again) => again());
      await settled();
    },
    answerLater: () => (holdLatest = () => undefined),
    answerNow: (late: MessagePage) => holdLatest?.(late),
    setLatest: (next: MessagePage) => (page = next)
  };
}

const sequences = (conversation: Conversation) => conversation.messages.map(({ sequence }) => sequence);
const texts = (conversation: Conversation) => conversation.pendingReplies.entries.map(({ text }) => text);
const created = (data: Message) => ({ type: 'message.created', data }) as const;
const updated = (data: Message) => ({ type: 'message.updated', data }) as const;

describe('a conversation', () => {
  it('keeps the order of sequence, whatever order events come in', async () => {
    const { conversation } = setUp({ latest: { items: [sampleMessage(1)], hasMore: false } });
    await conversation.open();
    for (const sequence of [3, 2, 5, 4, 3]) conversation.apply(created(sampleMessage(sequence)));
    expect(sequences(conversation)).toEqual([1, 2, 3, 4, 5]);
  });

  it('ignores other rooms', async () => {
    const { conversation } = setUp();
    await conversation.open();
    conversation.apply(created(sampleMessage(1, { roomId: 'room_2' })));
    expect(conversation.messages).toEqual([]);
  });

  it('keeps what happened while its first page was under way', async () => {
    const { conversation, answerLater, answerNow } = setUp();
    answerLater();
    const opened = conversation.open();
    conversation.apply(created(sampleMessage(3)));
    conversation.apply(updated(sampleMessage(2, { text: 'Edited' })));
    answerNow({ items: [sampleMessage(1), sampleMessage(2)], hasMore: false });
    await opened;
    expect(conversation.messages.map(({ text }) => text)).toEqual(['Text 1', 'Edited', 'Text 3']);
  });

  it('joins older messages in front', async () => {
    const { conversation } = setUp({ latest: { items: [sampleMessage(8), sampleMessage(9)], hasMore: true } });
    await conversation.open();
    await conversation.loadOlder();
    expect(sequences(conversation)).toEqual([6, 7, 8, 9]);
    expect(conversation.hasOlder).toBe(false);
  });

  it('leaves a change above what is loaded to the page it belongs to', async () => {
    const { conversation } = setUp({ latest: { items: [sampleMessage(8)], hasMore: true } });
    await conversation.open();
    conversation.apply(updated(sampleMessage(2)));
    expect(sequences(conversation)).toEqual([8]);
  });

  it('starts afresh after a gap that it can’t bridge, and only then', async () => {
    const { conversation, setLatest } = setUp({
      latest: { items: [sampleMessage(1), sampleMessage(2)], hasMore: false }
    });
    await conversation.open();
    setLatest({ items: [sampleMessage(2), sampleMessage(3)], hasMore: true });
    await conversation.reload();
    expect(sequences(conversation)).toEqual([1, 2, 3]);
    setLatest({ items: [sampleMessage(9)], hasMore: true });
    await conversation.reload();
    expect([sequences(conversation), conversation.hasOlder]).toEqual([[9], true]);
  });

  it('is loaded once the server is back, if it was opened while it was away', async () => {
    const { conversation, goAway, comeBack } = setUp({ latest: { items: [sampleMessage(1)], hasMore: false } });
    goAway();
    await conversation.open();
    expect([conversation.phase, conversation.problem?.code]).toEqual(['failed', 'unreachable']);
    await comeBack();
    expect([conversation.phase, sequences(conversation)]).toEqual(['ready', [1]]);
  });

  it('brings what a proxy kept from it, and leaves a refusal as it is', async () => {
    const proxied = setUp({ latest: { items: [sampleMessage(1)], hasMore: false } });
    proxied.goAway(new ProblemError(problemOfStatus(502)));
    await proxied.conversation.open();
    await proxied.comeBack();
    expect(proxied.conversation.phase).toBe('ready');
    const refused = setUp();
    refused.goAway(new ProblemError(problemOfStatus(404)));
    await refused.conversation.open();
    await refused.comeBack();
    expect(refused.conversation.phase).toBe('failed');
  });

  it('goes on with older messages and with what was read', async () => {
    const { conversation, read, goAway, comeBack } = setUp({ latest: { items: [sampleMessage(8)], hasMore: true } });
    await conversation.open();
    goAway();
    await conversation.loadOlder();
    await conversation.markRead(8);
    expect([sequences(conversation), read]).toEqual([[8], []]);
    await comeBack();
    expect([sequences(conversation), read]).toEqual([[6, 7, 8], [8]]);
  });

  it('tells once how far it was read', async () => {
    const { conversation, read } = setUp();
    await conversation.markRead(3);
    await conversation.markRead(3);
    await conversation.markRead(2);
    await conversation.markRead(4);
    expect(read).toEqual([3, 4]);
  });
});

describe('a reply', () => {
  const confirmed = (sequence: number, clientId: string) =>
    sampleMessage(sequence, { clientId, author: { kind: 'staff', staffId: 'stf_me' } });

  it('shows at once and is there once, when the event comes before the answer', async () => {
    const { conversation, sent } = setUp();
    conversation.send('Hello');
    expect(texts(conversation)).toEqual(['Hello']);
    conversation.apply(created(confirmed(1, 'client_1')));
    expect(conversation.pendingReplies.entries).toEqual([]);
    sent[0]?.succeed(confirmed(1, 'client_1'));
    await settled();
    expect(sequences(conversation)).toEqual([1]);
  });

  it('isn’t set back by an answer that is older than the events', async () => {
    const { conversation, sent } = setUp();
    conversation.send('Hello');
    const message = confirmed(1, 'client_1');
    conversation.apply(updated({ ...message, delivery: { state: 'delivered', attempts: 1 } }));
    sent[0]?.succeed({ ...message, delivery: { state: 'queued', attempts: 0 } });
    await settled();
    expect(conversation.messages[0]?.delivery?.state).toBe('delivered');
  });

  it('waits for the one before it', async () => {
    const { conversation, sent } = setUp();
    conversation.send('First');
    conversation.send('Second');
    expect(sent.map(({ text }) => text)).toEqual(['First']);
    sent[0]?.succeed(confirmed(1, 'client_1'));
    await settled();
    expect(sent.map(({ text }) => text)).toEqual(['First', 'Second']);
  });

  it('waits for the server and goes again under the same client id', async () => {
    const { conversation, sent } = setUp();
    conversation.send('First');
    conversation.send('Second');
    sent[0]?.fail(new ProblemError(unreachable()));
    await settled();
    expect(conversation.pendingReplies.entries.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    conversation.pendingReplies.resume();
    await settled();
    expect(sent.map(({ clientId }) => clientId)).toEqual(['client_1', 'client_1']);
  });

  it('stays with the reason when it was refused, and lets later ones go', async () => {
    const { conversation, sent } = setUp();
    conversation.send('First');
    conversation.send('Second');
    const problem = { ...unreachable(), code: 'not-owner', status: 409 };
    sent[0]?.fail(new ProblemError(problem));
    await settled();
    expect(conversation.pendingReplies.entries[0]).toMatchObject({
      state: 'refused',
      problem: { code: 'not-owner', status: 409 }
    });
    expect(sent[1]?.text).toBe('Second');
    conversation.pendingReplies.sendAgain('client_1');
    sent[1]?.succeed(confirmed(1, 'client_2'));
    await settled();
    expect(sent[2]).toMatchObject({ clientId: 'client_1', text: 'First' });
  });

  it('survives a reload, and is shown instead of sent when that was long ago', async () => {
    const { conversation, storage } = setUp();
    conversation.send('Unsent');
    const soon = setUp({ storage, now: 1_000 });
    await soon.conversation.open();
    expect(soon.sent[0]).toMatchObject({ clientId: 'client_1', text: 'Unsent' });
    const late = setUp({ storage, now: 3_600_000 });
    await late.conversation.open();
    expect(late.sent).toEqual([]);
    expect(late.conversation.pendingReplies.entries[0]).toMatchObject({ state: 'refused', text: 'Unsent' });
  });

  it.each(['', '{', 'null', '{"clientId":"c"}', '[null,5,{"clientId":7}]'])(
    'that can’t be read from storage (%j) keeps no conversation from opening',
    async (stored) => {
      const storage = sampleStorage();
      storage.setItem('causeway.outbox.enq_1', stored);
      const { conversation } = setUp({ latest: { items: [sampleMessage(1)], hasMore: false }, storage });
      await conversation.open();
      expect([conversation.messages.length, conversation.pendingReplies.entries]).toEqual([1, []]);
    }
  );
});
