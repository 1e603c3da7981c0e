import { describe, expect, it } from 'vitest';
import type { Enquiry } from '$lib/api/names';
import { ProblemError, unreachable } from '$lib/api/problem';
import { sampleEnquiry, sampleMessage, sampleVisitor } from '$lib/api/samples';
import type { InboxCalls } from './inbox-calls';
import { Inbox } from './inbox.svelte';
import type { Viewer } from './sections';

const me: Viewer = { id: 'stf_me', role: 'agent' };
const supervisor: Viewer = { id: 'stf_me', role: 'supervisor' };

function setUp(enquiries: Enquiry[] = [], viewer = me, calls: Partial<InboxCalls> = {}) {
  const asked: string[] = [];
  const inbox = new Inbox(() => viewer, {
    list: ({ status = '' }) =>
      Promise.resolve({
        items: enquiries.filter((enquiry) => status.split(',').includes(enquiry.status)),
        nextCursor: null,
        streamCursor: 'c7'
      }),
    enquiry: (id) => {
      asked.push(id);
      return Promise.resolve(sampleEnquiry({ id }));
    },
    pickUp: (id) => Promise.resolve(sampleEnquiry({ id, version: 2 })),
    close: (id) => Promise.resolve(sampleEnquiry({ id, status: 'closed', version: 3 })),
    ...calls
  });
  return { inbox, asked };
}

const idsOf = (enquiries: readonly Enquiry[]) => enquiries.map(({ id }) => id);
const offered = sampleEnquiry({
  id: 'enq_offered',
  status: 'open',
  ownerId: null,
  offers: [{ staffId: 'stf_me', expiresAt: '2026-11-22T10:01:00.000Z' }]
});

describe('the inbox', () => {
  it('sorts what it has loaded and says where the stream stood', async () => {
    const { inbox } = setUp(
      [
        offered,
        sampleEnquiry({ id: 'enq_mine' }),
        sampleEnquiry({ id: 'enq_missed', status: 'missed', ownerId: null }),
        sampleEnquiry({ id: 'enq_jane', ownerId: 'stf_jane' }),
        sampleEnquiry({ id: 'enq_open', status: 'open', ownerId: null }),
        sampleEnquiry({ id: 'enq_closed', status: 'closed' })
      ],
      supervisor
    );
    expect(await inbox.load()).toBe('c7');
    expect(Object.fromEntries(Object.entries(inbox.sections).map(([name, list]) => [name, idsOf(list)]))).toEqual({
      offers: ['enq_offered'],
      mine: ['enq_mine'],
      missed: ['enq_missed'],
      snoozed: [],
      team: ['enq_jane', 'enq_open'],
      closed: ['enq_closed']
    });
  });

  it('shows an agent nothing of the others', async () => {
    const { inbox } = setUp([sampleEnquiry({ ownerId: 'stf_jane' })]);
    await inbox.load();
    expect(inbox.sections.team).toEqual([]);
  });

  it('finds what is under way in a room, whatever ended there before', async () => {
    const ended = sampleEnquiry({ id: 'enq_ended', status: 'closed' });
    const { inbox } = setUp([
      ended,
      sampleEnquiry({ id: 'enq_missed', status: 'missed' }),
      sampleEnquiry({ id: 'enq_b', status: 'closed', roomId: 'room_2' })
    ]);
    await inbox.load();
    expect(inbox.unfinishedIn('room_1')?.id).toBe('enq_missed');
    expect(inbox.unfinishedIn('room_2')).toBeUndefined();
  });

  it('never goes back to an older version', async () => {
    const { inbox } = setUp();
    inbox.put(sampleEnquiry({ version: 5, status: 'closed' }));
    inbox.apply({ type: 'enquiry.updated', data: sampleEnquiry({ version: 4 }) });
    expect(inbox.enquiry('enq_1')?.status).toBe('closed');
    await inbox.load();
    expect(inbox.enquiry('enq_1')).toBeUndefined();
  });

  it('is not set back by an answer that was made before the last message', () => {
    const { inbox } = setUp();
    inbox.put(sampleEnquiry({ lastSequence: 3, readUpTo: 2 }));
    inbox.put(sampleEnquiry({ lastSequence: 2, readUpTo: 2 }));
    inbox.put(sampleEnquiry({ lastSequence: 3, readUpTo: 1 }));
    expect(inbox.enquiry('enq_1')).toMatchObject({ lastSequence: 3, readUpTo: 2 });
  });

  it('moves an enquiry to the top and counts it when its visitor writes', () => {
    const { inbox } = setUp();
    inbox.putAll([
      sampleEnquiry({ id: 'enq_1' }),
      sampleEnquiry({ id: 'enq_2', lastActivityAt: '2026-11-22T10:00:01.000Z' })
    ]);
    expect(idsOf(inbox.sections.mine)).toEqual(['enq_2', 'enq_1']);
    inbox.apply({ type: 'message.created', data: sampleMessage(5) });
    inbox.apply({ type: 'message.created', data: sampleMessage(5) });
    expect(idsOf(inbox.sections.mine)).toEqual(['enq_1', 'enq_2']);
    expect(inbox.enquiry('enq_1')).toMatchObject({ unread: 1, lastSequence: 5, lastMessage: { text: 'Text 5' } });
    expect(inbox.waiting).toBe(1);
  });

  it('hides what was deleted', () => {
    const { inbox } = setUp();
    inbox.put(sampleEnquiry());
    inbox.apply({ type: 'message.created', data: sampleMessage(1) });
    inbox.apply({ type: 'message.updated', data: sampleMessage(1, { deletedAt: '2026-11-22T10:05:00.000Z' }) });
    expect(inbox.enquiry('enq_1')?.lastMessage?.text).toBeNull();
  });

  it('takes offers up and away', async () => {
    const { inbox, asked } = setUp();
    inbox.put({ ...offered, offers: [] });
    const offer = { enquiryId: 'enq_offered', staffId: 'stf_me', expiresAt: '2026-11-22T10:01:00.000Z' };
    inbox.apply({ type: 'offer.made', data: offer });
    expect(idsOf(inbox.sections.offers)).toEqual(['enq_offered']);
    inbox.apply({ type: 'offer.withdrawn', data: { enquiryId: 'enq_offered', staffId: 'stf_me', reason: 'pickedUp' } });
    expect(inbox.sections.offers).toEqual([]);
    expect(inbox.enquiry('enq_offered')?.status).toBe('ongoing');
    inbox.apply({ type: 'offer.made', data: { ...offer, enquiryId: 'enq_unknown' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toEqual(['enq_unknown']);
    expect(inbox.enquiry('enq_unknown')).toBeDefined();
  });

  it('shows the winner when somebody else was faster', async () => {
    const left = {
      id: 'enq_offered',
      number: 'INQ-000001',
      status: 'ongoing' as const,
      ownerId: 'stf_jane',
      version: 2
    };
    const lost = new ProblemError({ ...unreachable(), status: 409, code: 'already-picked-up', enquiry: left });
    const { inbox } = setUp([], me, { pickUp: () => Promise.reject(lost) });
    inbox.put(offered);
    await expect(inbox.pickUp('enq_offered')).rejects.toBe(lost);
    expect(inbox.sections.offers).toEqual([]);
    expect(inbox.enquiry('enq_offered')).toMatchObject({
      ownerId: 'stf_jane',
      status: 'ongoing',
      channelName: 'In-app chat'
    });
  });

  it('lets go of what was handed on, and shows who has it', () => {
    const { inbox } = setUp([], { ...me, role: 'agent' });
    inbox.put(sampleEnquiry({ id: 'enq_1', version: 3 }));
    const left = { enquiryId: 'enq_1', staffId: me.id, status: 'ongoing' as const, ownerId: 'stf_jane', version: 4 };
    inbox.apply({ type: 'enquiry.left', data: { ...left, staffId: 'stf_other' } });
    expect(inbox.sections.mine).toHaveLength(1);
    inbox.apply({ type: 'enquiry.left', data: left });
    expect(inbox.sections.mine).toEqual([]);
    expect(inbox.enquiry('enq_1')).toMatchObject({ ownerId: 'stf_jane', version: 4 });
  });

  it('follows a visitor’s profile into every enquiry of theirs', () => {
    const { inbox } = setUp();
    inbox.putAll([sampleEnquiry({ id: 'enq_1' }), sampleEnquiry({ id: 'enq_2' })]);
    inbox.apply({ type: 'visitor.updated', data: sampleVisitor({ name: 'Ada King' }) });
    expect(inbox.sections.mine.map(({ visitor }) => visitor.name)).toEqual(['Ada King', 'Ada King']);
  });

  it('says what went wrong when nothing could be loaded, and keeps what it has when it was loaded before', async () => {
    let reachable = false;
    const { inbox } = setUp([], me, {
      list: () =>
        reachable
          ? Promise.resolve({ items: [sampleEnquiry()], nextCursor: null, streamCursor: null })
          : Promise.reject(new ProblemError(unreachable()))
    });
    await expect(inbox.load()).rejects.toThrow();
    expect([inbox.phase, inbox.problem?.code]).toEqual(['failed', 'unreachable']);
    reachable = true;
    await inbox.load();
    reachable = false;
    await expect(inbox.load()).rejects.toThrow();
    expect([inbox.phase, inbox.sections.mine.length]).toEqual(['ready', 1]);
  });
});
