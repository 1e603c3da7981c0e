import { describe, expect, it } from 'vitest';
import { HEIGHT, bars, successRate } from './chart';

const hour = (attempts: number, arrived: number) => ({
  from: '2026-11-27T10:00:00Z',
  attempts,
  arrived,
  p50Ms: null,
  p95Ms: null
});

describe('a day of requests', () => {
  it('is drawn to its busiest hour, and nothing that happened is invisible', () => {
    const drawn = bars([hour(0, 0), hour(1000, 1000), hour(1000, 999), hour(500, 0), hour(1, 1)]);
    expect(drawn.map(({ arrivedHeight, failedHeight }) => [arrivedHeight, failedHeight])).toEqual([
      [0, 0],
      [HEIGHT, 0],
      [HEIGHT - 2, 2],
      [0, HEIGHT / 2],
      [2, 0]
    ]);
  });

  it.each([
    [0, 0, '–'],
    [10, 10, '100%'],
    [3, 2, '66.7%'],
    [100_000, 99_999, '99.9%'],
    [4, 1, '25%']
  ])('tells of %i that %i arrived', (attempts, arrived, words) => {
    expect(successRate({ attempts, arrived })).toBe(words);
  });
});
