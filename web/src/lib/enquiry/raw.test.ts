import { describe, expect, it } from 'vitest';
import type { Message } from '$lib/api/names';
import { sampleMessage } from '$lib/api/samples';
import { rawText } from './raw';

describe('the raw text of a message', () => {
  it('is its text, or what it holds', () => {
    expect(rawText(sampleMessage(1))).toBe('Text 1');
    const location = { latitude: 1, longitude: 2 };
    expect(rawText(sampleMessage(1, { type: 'location', text: null, location }))).toBe(
      '{"location":{"latitude":1,"longitude":2}}'
    );
  });

  it('never shows an address of a file, nor what was deleted', () => {
    const attachment = {
      url: 'https://example.com/a?signature=x',
      name: 'a.pdf',
      state: 'ready'
    } as Message['attachment'];
    expect(rawText(sampleMessage(1, { type: 'file', text: null, attachment: attachment! }))).toBe(
      '{"attachment":"a.pdf"}'
    );
    expect(rawText(sampleMessage(1, { deletedAt: '2026-11-22T10:00:00.000Z' }))).toBe('');
  });

  it.each<[object]>([[{ contact: 5 }], [{ options: [null] }], [{ text: 7 }], [{}]])('survives %j', (odd) => {
    expect(rawText(sampleMessage(1, { text: null, ...odd }))).toEqual(expect.any(String));
  });
});
