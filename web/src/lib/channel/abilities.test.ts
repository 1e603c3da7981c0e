import { describe, expect, it } from 'vitest';
import { showsFile, showsFiles } from './abilities';

describe('a channel', () => {
  it.each([
    [null, true],
    [undefined, true],
    [['text', 'buttons'], false],
    [['text', 'image'], true],
    [[], false]
  ])('that declared %j is offered files: %s', (types, expected) => {
    expect(showsFiles(types)).toBe(expected);
  });

  it.each([
    [null, 'application/pdf', true],
    [['text', 'image'], 'image/png', true],
    [['text', 'image'], 'application/pdf', false],
    [['text', 'image'], '', false],
    [['text', 'file'], 'application/pdf', true],
    [['text', 'file'], 'image/png', false],
    [['text', 'file'], 'file/odd', true],
    [['audio'], 'audio/ogg', true]
  ])('that declared %j is sent %j: %s', (types, mediaType, expected) => {
    expect(showsFile(types, mediaType)).toBe(expected);
  });
});
