import { describe, expect, it } from 'vitest';
import type { Source } from '$lib/api/names';
import { ProblemError, problemOfStatus, unreachable } from '$lib/api/problem';
import { SourceHealth } from './health';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** One source on a server, as this screen has it and as it is by now. */
function setUp(known: Source['webhookState']) {
  const timers: { run: () => void; milliseconds: number }[] = [];
  const source = (webhookState: Source['webhookState']) => ({ id: 'src_1', webhookState }) as Source;
  const world = { known: source(known), present: source(known), reads: 0, failure: null as ProblemError | null };
  const health = new SourceHealth({
    find: (id) => (id === 'src_1' ? world.known : undefined),
    read: () => {
      world.reads += 1;
      if (world.failure) return Promise.reject(world.failure);
      world.known = world.present;
      return Promise.resolve(world.known);
    },
    setTimer: (run, milliseconds) => timers.push({ run, milliseconds })
  });
  return {
    health,
    world,
    timers,
    become: (state: Source['webhookState']) => (world.present = source(state)),
    pass: async () => {
      timers.splice(0).forEach(({ run }) => run());
      await settled();
    }
  };
}

const ended = (state: 'due' | 'delivered') => ({ sourceId: 'src_1', state }) as const;

describe('the state of a webhook', () => {
  it('is read once for a burst of failures, and again until it is healthy', async () => {
    const { health, world, timers, become, pass } = setUp('healthy');
    become('retrying');
    for (let count = 0; count < 50; count += 1) health.note(ended('due'));
    expect(timers).toHaveLength(1);
    await pass();
    expect([world.reads, world.known.webhookState, timers.length]).toEqual([1, 'retrying', 1]);
    become('healthy');
    await pass();
    expect([world.reads, timers.length]).toEqual([2, 0]);
  });

  it('is read when a delivery ends the trouble, and not while all goes well', () => {
    const well = setUp('healthy');
    well.health.note(ended('delivered'));
    well.health.note({ sourceId: 'src_other', state: 'due' });
    expect(well.timers).toEqual([]);
    const retrying = setUp('retrying');
    retrying.health.note(ended('delivered'));
    expect(retrying.timers).toHaveLength(1);
  });

  it('is watched over a missing connection, and no longer once the source is gone', async () => {
    const { health, world, timers, pass } = setUp('failing');
    health.watch(world.known);
    world.failure = new ProblemError(unreachable());
    await pass();
    expect(timers).toHaveLength(1);
    world.failure = new ProblemError(problemOfStatus(404));
    await pass();
    expect(timers).toEqual([]);
  });
});
