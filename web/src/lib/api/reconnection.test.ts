import { describe, expect, it } from 'vitest';
import { ProblemError, problemOfStatus, unreachable } from './problem';
import { lacksConnection, Reconnection } from './reconnection';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A server that can be taken away, and a clock that is moved by hand. */
function setUp() {
  const timers: (() => void)[] = [];
  const world = { up: false, probes: 0 };
  const reconnection = new Reconnection({
    probe: () => {
      world.probes += 1;
      return Promise.resolve(world.up);
    },
    setTimer: (run) => timers.push(run)
  });
  const read = () => (world.up ? Promise.resolve('read') : Promise.reject(new ProblemError(unreachable())));
  async function pass() {
    timers.splice(0).forEach((run) => run());
    await settled();
  }
  return { reconnection, world, read, pass, timers };
}

describe('what failed while the server was away', () => {
  it('is run again once a probe is answered, and only once', async () => {
    const { reconnection, world, pass, timers } = setUp();
    let runs = 0;
    reconnection.next(() => (runs += 1));
    await pass();
    expect(runs).toBe(0);
    world.up = true;
    await pass();
    expect([runs, timers.length]).toEqual([1, 0]);
  });

  it('is run again at once when the stream is back', () => {
    const { reconnection } = setUp();
    let runs = 0;
    reconnection.next(() => (runs += 1));
    reconnection.back();
    reconnection.back();
    expect(runs).toBe(1);
  });

  it('is asked for until there is an answer', async () => {
    const { reconnection, world, read, pass } = setUp();
    const failures: unknown[] = [];
    const answer = reconnection.read(read, (thrown) => failures.push(thrown));
    await settled();
    await pass();
    reconnection.back();
    await settled();
    expect(failures).toHaveLength(2);
    world.up = true;
    await pass();
    expect(await answer).toBe('read');
  });

  it('is left alone when nobody waits for it any more', async () => {
    const { reconnection, world, pass } = setUp();
    let runs = 0;
    reconnection.next(() => (runs += 1))();
    world.up = true;
    await pass();
    expect([runs, world.probes]).toEqual([0, 0]);
  });

  it('is refused for good where the server refused it', async () => {
    const { reconnection } = setUp();
    await expect(reconnection.read(() => Promise.reject(new ProblemError(problemOfStatus(404))))).rejects.toThrow(
      '404'
    );
    await expect(reconnection.read(() => Promise.reject(new TypeError('a mistake of ours')))).rejects.toThrow(
      'mistake'
    );
  });
});

describe('a missing connection', () => {
  it('is told from a refusal', () => {
    for (const status of [502, 503, 504]) expect(lacksConnection(new ProblemError(problemOfStatus(status)))).toBe(true);
    expect(lacksConnection(new ProblemError(unreachable()))).toBe(true);
    for (const status of [400, 401, 403, 404, 409, 429, 500])
      expect(lacksConnection(new ProblemError(problemOfStatus(status)))).toBe(false);
    expect(lacksConnection(new TypeError('undefined is not a function'))).toBe(false);
  });
});
