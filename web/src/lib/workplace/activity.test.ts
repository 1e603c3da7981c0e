import { describe, expect, it } from 'vitest';
import { Activity } from './activity';

function world() {
  const told: number[] = [];
  const state = { now: 0, idle: false };
  const activity = new Activity({
    now: () => state.now,
    tell: () => told.push(state.now),
    device: () => 'desktop',
    isIdle: () => state.idle
  });
  return { told, state, activity };
}

describe('use of a device', () => {
  it('is told at first and then now and then', () => {
    const { told, state, activity } = world();
    for (state.now = 0; state.now <= 60_000; state.now += 1_000) activity.noticed();
    expect(told).toEqual([0, 30_000, 60_000]);
  });

  it('is told at once by somebody idle', () => {
    const { told, state, activity } = world();
    activity.noticed();
    state.now = 5_000;
    activity.noticed();
    state.idle = true;
    activity.noticed();
    state.now = 5_500;
    activity.noticed();
    expect(told).toEqual([0, 5_000]);
  });
});
