import { describe, expect, it } from 'vitest';
import type { Enquiry } from '$lib/api/names';
import { sampleEnquiry, sampleMessage } from '$lib/api/samples';
import type { ServerEvent } from '$lib/realtime/event';
import { Notices } from './notices';

const EXPIRES = '2026-11-22T10:01:00.000Z';
const offered = sampleEnquiry({ status: 'open', ownerId: null, offers: [{ staffId: 'stf_me', expiresAt: EXPIRES }] });
const offer = { type: 'offer.made', data: { enquiryId: 'enq_1', staffId: 'stf_me', expiresAt: EXPIRES } } as const;
const withdrawn = {
  type: 'offer.withdrawn',
  data: { enquiryId: 'enq_1', staffId: 'stf_me', reason: 'pickedUp' }
} as const;
const words = { type: 'message.created', data: sampleMessage(1, { text: 'Hello' }) } as const;

/** A screen that notes what it is told, and where somebody looks. */
function setUp(
  enquiry: Enquiry | null | ((id: string) => Enquiry),
  look: { visible?: boolean; open?: boolean; listed?: boolean } = {}
) {
  const { visible = true, open = false, listed = false } = look;
  const told: string[] = [];
  const timers: (() => void)[] = [];
  const notices = new Notices({
    me: () => 'stf_me',
    find: (id) =>
      typeof enquiry === 'function'
        ? Promise.resolve(enquiry(id))
        : enquiry
          ? Promise.resolve(enquiry)
          : Promise.reject(new Error('not found')),
    isVisible: () => visible,
    isOpen: () => open,
    isListed: () => listed,
    ring: () => void told.push('ring'),
    notify: (title, body, tag) => void told.push(`notification ${tag}: ${title}: ${body}`),
    toast: (title, body, tag, { label }, milliseconds) =>
      void told.push(`toast ${tag}: ${title}: ${body}: ${label}, ${milliseconds / 1000} s`),
    dismiss: (tag) => void told.push(`away with ${tag}`),
    now: () => Date.parse(EXPIRES) - 15_000,
    setTimer: (run) => timers.push(run)
  });
  return { notices, told, endBurst: () => timers.splice(0).forEach((run) => run()) };
}

describe('an offer', () => {
  const notification = 'notification offers: Ada Lovelace · In-app chat: Hello';
  const toast = 'toast offers: Ada Lovelace · In-app chat: Hello: Pick up, 15 s';

  it('rings and is told in the words of the visitor, where no list shows it', async () => {
    const { notices, told } = setUp(offered);
    await notices.apply(words);
    await notices.apply(offer);
    expect(told).toEqual(['ring', notification, toast]);
  });

  it('is not laid over the list that shows it', async () => {
    const { notices, told } = setUp(offered, { listed: true });
    await notices.apply(words);
    await notices.apply(offer);
    expect(told).toEqual(['ring', notification]);
  });

  it('is not told to whoever looks at it, but to whoever left it open', async () => {
    const looking = setUp(offered, { open: true });
    await looking.notices.apply(offer);
    expect(looking.told).toEqual([]);
    const away = setUp(offered, { open: true, visible: false, listed: true });
    await away.notices.apply(offer);
    expect(away.told[0]).toBe('ring');
  });

  it('is told to nobody else, and not when it went before it was found', async () => {
    const { notices, told } = setUp(offered);
    await notices.apply({ ...offer, data: { ...offer.data, staffId: 'stf_other' } });
    expect(told).toEqual([]);
    for (const found of [{ ...offered, offers: [] }, null]) {
      const late = setUp(found);
      await late.notices.apply(offer);
      expect(late.told).toEqual([]);
    }
  });

  it('takes its notice along when it goes', async () => {
    const { notices, told } = setUp(offered);
    await notices.apply({ ...withdrawn, data: { ...withdrawn.data, staffId: 'stf_other' } });
    await notices.apply({ type: 'enquiry.updated', data: offered });
    expect(told).toEqual([]);
    for (const gone of [
      withdrawn,
      { type: 'enquiry.updated', data: { ...offered, status: 'ongoing' as const, offers: [] } } as const
    ] satisfies ServerEvent[]) {
      await notices.apply(offer);
      told.length = 0;
      await notices.apply(gone);
      expect(told).toEqual(['away with offers']);
    }
    await notices.apply(withdrawn);
    expect(told).toEqual(['away with offers']);
  });

  it('of fifty at once is one notice that counts, and counts down', async () => {
    const named = (id: string) => ({ ...offered, id, visitor: { ...offered.visitor, name: `Visitor ${id.slice(4)}` } });
    const { notices, told, endBurst } = setUp(named);
    const ids = Array.from({ length: 50 }, (_, index) => `enq_${index + 1}`);
    await Promise.all(ids.map((enquiryId) => notices.apply({ ...offer, data: { ...offer.data, enquiryId } })));
    endBurst();
    const notifications = told.filter((line) => line.startsWith('notification'));
    expect(notifications).toHaveLength(2);
    expect(notifications[1]).toBe(
      'notification offers: 50 enquiries waiting for you: Visitor 50, Visitor 49, Visitor 48 and 47 more'
    );
    expect(told.filter((line) => line.startsWith('toast')).at(-1)).toBe(
      'toast offers: 50 enquiries waiting for you: Visitor 50, Visitor 49, Visitor 48 and 47 more: Show, 15 s'
    );
    endBurst();
    for (const enquiryId of ids.slice(1)) await notices.apply({ ...withdrawn, data: { ...withdrawn.data, enquiryId } });
    expect(told.at(-1)).toMatch(/^toast offers: Visitor 1 · In-app chat: .*: Pick up, 15 s$/);
    await notices.apply(withdrawn);
    expect(told.at(-1)).toBe('away with offers');
  });
});

describe('a visitor who writes', () => {
  it('is heard by whoever handles the enquiry or takes part, while they look elsewhere', async () => {
    const call = ['ring', 'notification messages: Ada Lovelace: Hello'];
    for (const enquiry of [sampleEnquiry(), sampleEnquiry({ ownerId: 'stf_other', participantIds: ['stf_me'] })]) {
      const away = setUp(enquiry, { visible: false });
      await away.notices.apply(words);
      expect(away.told).toEqual(call);
      const looking = setUp(enquiry);
      await looking.notices.apply(words);
      expect(looking.told).toEqual([]);
    }
  });

  it('has called once they look, or once somebody else follows up', async () => {
    const mine = setUp(sampleEnquiry(), { visible: false });
    await mine.notices.apply(words);
    await mine.notices.apply({ type: 'enquiry.updated', data: sampleEnquiry() });
    expect(mine.told).not.toContain('away with messages');
    mine.notices.seen();
    mine.notices.seen();
    expect(mine.told.filter((line) => line === 'away with messages')).toHaveLength(1);
    const missed = setUp(sampleEnquiry({ status: 'missed', ownerId: null }), { visible: false });
    await missed.notices.apply(words);
    await missed.notices.apply({
      type: 'enquiry.updated',
      data: sampleEnquiry({ status: 'followedUp', ownerId: 'stf_other' })
    });
    expect(missed.told).toContain('away with messages');
  });

  it('is not heard by others, and staff and chatbots by nobody', async () => {
    const others = setUp(sampleEnquiry({ ownerId: 'stf_other' }), { visible: false });
    await others.notices.apply(words);
    const mine = setUp(sampleEnquiry(), { visible: false });
    for (const kind of ['staff', 'bot', 'system'] as const) {
      await mine.notices.apply({ ...words, data: { ...words.data, author: { kind } } });
    }
    expect([...others.told, ...mine.told]).toEqual([]);
  });

  it('is told to everybody who could follow up, where they were missed', async () => {
    const missed = sampleEnquiry({ status: 'missed', ownerId: null });
    const { notices, told } = setUp(missed);
    const picture = sampleMessage(1, { type: 'image', text: null });
    await notices.apply({ ...words, data: picture });
    expect(told).toEqual(['toast missed: Ada Lovelace · In-app chat: Photo: Follow up, 20 s']);
    const open = setUp(missed, { open: true });
    await open.notices.apply(words);
    expect(open.told).toEqual([]);
  });

  it('is counted: the messages of one, and the visitors of several', async () => {
    const named = (id: string) =>
      sampleEnquiry({ id, visitor: { ...sampleEnquiry().visitor, name: id === 'enq_1' ? 'Ada' : 'Grace' } });
    const { notices, told, endBurst } = setUp(named, { visible: false });
    const writes = (sequence: number, enquiryId: string) =>
      notices.apply({
        type: 'message.created',
        data: sampleMessage(sequence, { enquiryId, text: `Words ${sequence}` })
      });
    for (const sequence of [1, 2, 3]) await writes(sequence, 'enq_1');
    endBurst();
    expect(told.at(-1)).toBe('notification messages: Ada (3): Words 3');
    await writes(4, 'enq_2');
    endBurst();
    expect(told.at(-1)).toBe('notification messages: 4 new messages: Grace and Ada');
    notices.seen();
    await writes(5, 'enq_2');
    expect(told.at(-1)).toBe('notification messages: Grace: Words 5');
  });
});
