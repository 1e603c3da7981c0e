import { describe, expect, it } from 'vitest';
import { sampleMessage } from '$lib/api/samples';
import { layOut } from './timeline';

const reader = { timeZone: 'UTC', locale: 'en-GB' };
const staff = (staffId: string) => ({ kind: 'staff' as const, staffId });

describe('the timeline', () => {
  it('groups the turns of one voice', () => {
    const items = layOut(
      [
        sampleMessage(1),
        sampleMessage(2),
        sampleMessage(3, { author: staff('a') }),
        sampleMessage(4, { author: staff('b') })
      ],
      [],
      'a',
      reader
    );
    expect(items.map((item) => (item.kind === 'message' ? [item.first, item.last] : item.kind))).toEqual([
      'day',
      [true, false],
      [false, true],
      [true, true],
      [true, true]
    ]);
  });

  it('shows where one chatbot goes on for another', () => {
    const bot = (displayName: string) => ({ author: { kind: 'bot' as const, displayName } });
    const items = layOut(
      [sampleMessage(1, bot('Robin')), sampleMessage(2, bot('Robin')), sampleMessage(3, bot('Wren'))],
      [],
      'a',
      reader
    );
    expect(items.flatMap((item) => (item.kind === 'message' ? [item.first] : []))).toEqual([true, false, true]);
  });

  it('begins a group anew after a pause', () => {
    const late = sampleMessage(2, { createdAt: '2026-11-22T10:30:00.000Z' });
    const items = layOut([sampleMessage(1), late], [], 'a', reader);
    expect(items.flatMap((item) => (item.kind === 'message' ? [item.first] : []))).toEqual([true, true]);
  });

  it('separates days by the reader’s zone, and enquiries', () => {
    const messages = [
      sampleMessage(1, { createdAt: '2026-11-22T15:59:00.000Z' }),
      sampleMessage(2, { createdAt: '2026-11-22T16:01:00.000Z', enquiryId: 'enq_2' })
    ];
    const kinds = layOut(messages, [], 'a', { ...reader, timeZone: 'Asia/Hong_Kong' }).map(({ kind }) => kind);
    expect(kinds).toEqual(['day', 'message', 'day', 'enquiry', 'message']);
  });

  it('keeps the row of a reply when it is confirmed, and gives each part of a long one its own', () => {
    const outgoing = { clientId: 'c1', text: 'Hi', writtenAt: 0, state: 'sending', problem: null } as const;
    const before = layOut([], [outgoing], 'a', reader).at(-1)?.key;
    const parts = [1, 2].map((sequence) => sampleMessage(sequence, { clientId: 'c1', author: staff('a') }));
    const after = layOut(parts, [], 'a', reader).flatMap((item) => (item.kind === 'message' ? [item.key] : []));
    expect(after).toEqual([before, expect.not.stringContaining('c1')]);
  });

  it('gives every row a key of its own, whatever ids come from outside', () => {
    const messages = [
      sampleMessage(1, { clientId: 'msg_3', author: staff('a') }),
      sampleMessage(2, { clientId: 'day 2026-11-22', author: staff('a') }),
      sampleMessage(3),
      // A clock that was set back, or an import, lets a day come twice.
      sampleMessage(4, { createdAt: '2026-11-21T10:00:00.000Z', enquiryId: 'enq_2' }),
      sampleMessage(5, { clientId: 'msg_3', author: staff('a') }),
      sampleMessage(6, { clientId: 'c1', author: staff('a') })
    ];
    const outgoing = ['c1', 'c1'].map(
      (clientId) => ({ clientId, text: 'Hi', writtenAt: 0, state: 'sending', problem: null }) as const
    );
    const keys = layOut(messages, outgoing, 'a', reader).map(({ key }) => key);
    expect(keys).toHaveLength(new Set(keys).size);
    expect(keys.length).toBeGreaterThan(messages.length + outgoing.length);
  });

  it('shows a message whose time makes no sense beside the one before it', () => {
    const odd = sampleMessage(2, { createdAt: 'soon' });
    const items = layOut([sampleMessage(1), odd, sampleMessage(3)], [], 'a', reader);
    expect(items.map(({ kind }) => kind)).toEqual(['day', 'message', 'message', 'message']);
  });
});
