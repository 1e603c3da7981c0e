import type { TextStorage } from '$lib/ui/storage';
import type { Enquiry, Message, Visitor } from './names';

/** Values for tests: whole, and alike but for what a test is about. */
export function sampleVisitor(changes: Partial<Visitor> = {}): Visitor {
  return {
    id: 'vis_1',
    externalId: 'u-1',
    name: 'Ada Lovelace',
    attributes: {},
    blocked: false,
    ...changes
  };
}

export function sampleEnquiry(changes: Partial<Enquiry> = {}): Enquiry {
  return {
    id: 'enq_1',
    number: 'INQ-000001',
    status: 'ongoing',
    channelId: 'chn_1',
    channelName: 'In-app chat',
    roomId: 'room_1',
    visitor: sampleVisitor(),
    ownerId: 'stf_me',
    participantIds: [],
    destinationId: null,
    destinationIds: [],
    askedIds: [],
    labels: [],
    createdAt: '2026-11-22T10:00:00.000Z',
    pickedUpAt: null,
    missedAt: null,
    closedAt: null,
    lastActivityAt: '2026-11-22T10:00:00.000Z',
    lastMessage: null,
    lastSequence: 0,
    readUpTo: 0,
    unread: 0,
    offers: [],
    version: 1,
    ...changes
  };
}

/** A visitor's text, or with `author` somebody else's. */
export function sampleMessage(sequence: number, changes: Partial<Message> = {}): Message {
  return {
    id: `msg_${sequence}`,
    roomId: 'room_1',
    enquiryId: 'enq_1',
    sequence,
    type: 'text',
    text: `Text ${sequence}`,
    author: { kind: 'visitor' },
    private: false,
    clientId: null,
    createdAt: new Date(Date.parse('2026-11-22T10:00:00.000Z') + sequence * 1000).toISOString(),
    ...changes
  };
}

/** Storage that lives as long as the test. */
export function sampleStorage(): TextStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key)
  };
}
