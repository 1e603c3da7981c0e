import { describe, expect, it } from 'vitest';
import type { Enquiry, Message } from '$lib/api/names';
import { sampleEnquiry, sampleMessage } from '$lib/api/samples';
import { lineOf, previewLine } from './preview';

const SIGNED =
  'http://127.0.0.1:8080/files/file_01JD8Q2V5W3X4Y6Z7A8B9C0D1E/invoice%207.pdf?expires=1795132800&signature=c2ln';

const last = (changes: Partial<NonNullable<Enquiry['lastMessage']>>) =>
  sampleEnquiry({
    lastMessage: {
      id: 'msg_1',
      sequence: 1,
      type: 'text',
      text: 'Hello',
      fileName: null,
      deletedAt: null,
      author: { kind: 'visitor' },
      createdAt: '2026-11-22T10:00:00.000Z',
      ...changes
    }
  });

describe('a preview', () => {
  it.each([
    [{}, 'Hello'],
    [{ author: { kind: 'staff' as const, staffId: 'stf_me' } }, 'You: Hello'],
    [{ type: 'image', text: null, fileName: 'IMG_1.jpg' }, 'Photo'],
    [{ type: 'file', text: null, fileName: 'invoice.pdf' }, 'invoice.pdf'],
    [{ type: 'file', text: null }, 'File'],
    [{ type: 'hologram', text: null }, 'Message'],
    [{ text: null, deletedAt: '2026-11-22T10:00:00.000Z' }, 'Message deleted'],
    [{ text: `The bill\n${SIGNED}` }, 'The bill\ninvoice 7.pdf'],
    [{ text: 'https://cdn.example.com/a.png?X-Amz-Date=1&X-Amz-Signature=s' }, 'https://cdn.example.com/a.png'],
    [{ text: 'https://shop.example.com/orders?id=5#top' }, 'https://shop.example.com/orders?id=5#top']
  ])('of %j reads %j', (changes, line) => {
    expect(previewLine(last(changes), 'stf_me')).toBe(line);
  });
});

describe('a message in one line', () => {
  const attachment = { url: SIGNED, name: 'a.pdf', state: 'ready' } as NonNullable<Message['attachment']>;

  it.each([
    [{}, 'Text 1'],
    [{ type: 'file', text: null, attachment }, 'a.pdf'],
    [{ type: 'image', text: null, attachment }, 'Photo'],
    [{ type: 'file', text: 'Here', attachment }, 'Here'],
    [{ type: 'location', text: null, location: { latitude: 1, longitude: 2, title: 'Pier 9' } }, 'Pier 9'],
    [{ type: 'contact', text: null, contact: { name: 'Ada', phones: [], emails: [] } }, 'Ada'],
    [{ text: SIGNED }, 'invoice 7.pdf'],
    [{ text: 'x', deletedAt: '2026-11-22T10:00:00.000Z' }, 'Message deleted']
  ])('of %j reads %j', (changes, line) => {
    expect(lineOf(sampleMessage(1, changes as Partial<Message>))).toBe(line);
  });
});
