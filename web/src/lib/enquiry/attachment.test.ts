import { describe, expect, it } from 'vitest';
import { pictureWidth, sizeInWords } from './attachment';

describe('a picture', () => {
  it.each([
    [{ width: 800, height: 600 }, false, 'min(800px, 26.667rem)'],
    [{ width: 1_000, height: 3_000 }, false, 'min(1000px, 6.667rem)'],
    [{ width: 64, height: 64 }, false, 'min(64px, 20.000rem)'],
    [{ width: 512, height: 512 }, true, 'min(512px, 10.000rem)'],
    [{}, false, undefined],
    [{ width: 10, height: 0 }, false, undefined]
  ])('of %j is shown in its own proportions', (size, isSticker, width) => {
    expect(pictureWidth(size, isSticker)).toBe(width);
  });
});

describe('a size', () => {
  it.each([
    [1, '1 byte'],
    [812, '812 bytes'],
    [14_200, '14 kB'],
    [3_240_000, '3.2 MB']
  ])('of %d reads %j', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });
});
