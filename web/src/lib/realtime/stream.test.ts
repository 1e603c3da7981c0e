import { describe, expect, it } from 'vitest';
import type { ServerEvent } from './event';
import { EventStream, type Socket, type Transport } from './stream.svelte';

/** A stream whose sockets, clock and timers a test moves by hand. */
function setUp({ signedIn = true } = {}) {
  const sockets: (Socket & { after: string | null; transport: Transport; closed: boolean })[] = [];
  const timers = new Map<number, { run: () => void; milliseconds: number }>();
  const delivered: ServerEvent[] = [];
  let now = 0;
  let timerIds = 0;
  const stream = new EventStream(
    {
      connect: (after, transport) => {
        const socket = {
          after,
          transport,
          closed: false,
          onmessage: null,
          onclose: null,
          close() {
            this.closed = true;
          }
        };
        sockets.push(socket);
        return socket;
      },
      now: () => now,
      random: () => 1,
      setTimer: (run, milliseconds) => {
        timers.set(++timerIds, { run, milliseconds });
        return timerIds;
      },
      clearTimer: (timer) => timers.delete(timer as number),
      stillSignedIn: () => Promise.resolve(signedIn)
    },
    (event) => delivered.push(event)
  );
  /** Runs the one timer that waits this long. */
  async function pass(milliseconds: number) {
    const [id, timer] = [...timers].find(([, { milliseconds: waits }]) => waits === milliseconds) ?? [];
    if (id === undefined || !timer)
      throw new Error(`No timer of ${milliseconds}: ${[...timers.values()].map((t) => t.milliseconds).join(', ')}`);
    timers.delete(id);
    timer.run();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const last = () => sockets.at(-1) as (typeof sockets)[number];
  const say = (frame: object) => last().onmessage?.({ data: JSON.stringify(frame) });
  /** The latest connection gives its first frame. */
  const greet = () => say({ type: 'hello', data: { cursor: 'c1' } });
  return {
    stream,
    sockets,
    delivered,
    last,
    say,
    greet,
    timers,
    pass,
    sleep: (milliseconds: number) => (now += milliseconds)
  };
}

const typing = { type: 'typing.started', data: { enquiryId: 'e', roomId: 'r', kind: 'visitor' } };

describe('the event stream', () => {
  it('asks after a break for what came after the last id it saw', async () => {
    const { stream, last, say, greet, pass } = setUp();
    stream.open('c1');
    expect(last().after).toBe('c1');
    greet();
    say({ id: 'c2', type: 'staff.updated', data: {} });
    say({ id: 'c3', type: 'not.known.yet', data: {} });
    say(typing);
    last().onclose?.();
    expect(stream.state).toBe('reconnecting');
    await pass(400);
    expect(last().after).toBe('c3');
  });

  it('begins where the server stands when it was given no cursor', () => {
    const { stream, say } = setUp();
    stream.open(null);
    say({ type: 'hello', data: { cursor: 'c9' } });
    expect(stream.cursor).toBe('c9');
  });

  it('doesn’t skip what it asked for because of where the server stands', () => {
    const { stream, say } = setUp();
    stream.open('c1');
    say({ type: 'hello', data: { cursor: 'c9' } });
    expect(stream.cursor).toBe('c1');
  });

  it('delivers what it knows and passes over the rest', () => {
    const { stream, say, delivered } = setUp();
    stream.open(null);
    say({ id: 'c1', type: 'not.known.yet', data: {} });
    say(typing);
    expect(delivered).toEqual([typing]);
  });

  it('waits longer after each failure, and short again after a success', async () => {
    const { stream, last, greet, pass } = setUp();
    stream.open('c1');
    for (const pause of [400, 800, 1_600, 3_200, 6_400, 12_000, 12_000]) {
      last().onclose?.();
      await pass(pause);
    }
    greet();
    last().onclose?.();
    await pass(400);
  });

  it('gives up when nobody is signed in any more', async () => {
    const { stream, sockets, last, pass } = setUp({ signedIn: false });
    stream.open('c1');
    last().onclose?.();
    await pass(400);
    last().onclose?.();
    await pass(800);
    expect([stream.state, sockets.length]).toEqual(['closed', 2]);
  });

  it('connects anew after sleep, though the old connection never said that it was gone', async () => {
    const { stream, sockets, pass, sleep } = setUp();
    stream.open('c1');
    sleep(5_000);
    await pass(5_000);
    expect(sockets).toHaveLength(1);
    sleep(3_600_000);
    await pass(5_000);
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
  });

  it('falls back on server-sent events where a WebSocket is refused, and goes on from the same place', async () => {
    const { stream, last, say, greet, pass } = setUp();
    stream.open('c1');
    expect(last().transport).toBe('webSocket');
    last().onclose?.();
    await pass(400);
    expect([last().transport, last().after]).toEqual(['serverSentEvents', 'c1']);
    greet();
    say({ id: 'c2', type: 'staff.updated', data: {} });
    expect([stream.state, stream.cursor]).toEqual(['open', 'c2']);
    last().onclose?.();
    await pass(400);
    expect([last().transport, last().after]).toEqual(['serverSentEvents', 'c2']);
  });

  it('does so as well where a WebSocket opens and nothing comes through', async () => {
    const { stream, sockets, last, pass } = setUp();
    stream.open('c1');
    await pass(10_000);
    await pass(400);
    expect(last().transport).toBe('serverSentEvents');
    expect(sockets[0]?.closed).toBe(true);
  });

  it('stays with the WebSocket when one that worked breaks', async () => {
    const { stream, last, greet, pass } = setUp();
    stream.open('c1');
    greet();
    last().onclose?.();
    await pass(400);
    expect(last().transport).toBe('webSocket');
  });

  it('takes each way in turn while neither leads anywhere', async () => {
    const { stream, sockets, last, pass } = setUp();
    stream.open('c1');
    for (const pause of [400, 800, 1_600]) {
      last().onclose?.();
      await pass(pause);
    }
    expect(sockets.map(({ transport }) => transport)).toEqual([
      'webSocket',
      'serverSentEvents',
      'webSocket',
      'serverSentEvents'
    ]);
  });

  it('tries a WebSocket again later beside what serves, and changes over once one comes through', async () => {
    const { stream, sockets, last, greet, pass } = setUp();
    stream.open('c1');
    last().onclose?.();
    await pass(400);
    greet();
    const serving = last();
    await pass(30_000);
    expect([last().transport, serving.closed, stream.state]).toEqual(['webSocket', false, 'open']);
    last().onclose?.();
    expect([serving.closed, stream.state]).toEqual([false, 'open']);
    await pass(60_000);
    const trial = last();
    greet();
    expect([trial.closed, serving.closed, last().transport]).toEqual([true, true, 'webSocket']);
    greet();
    expect([stream.state, sockets.filter(({ closed }) => !closed).length]).toEqual(['open', 1]);
  });

  it('leaves no trial and no timer behind when it is closed', async () => {
    const { stream, sockets, last, greet, pass, timers } = setUp();
    stream.open('c1');
    last().onclose?.();
    await pass(400);
    greet();
    await pass(30_000);
    stream.close();
    expect([sockets.every(({ closed }) => closed), timers.size]).toEqual([true, 0]);
  });

  it('connects at once when somebody looks again', () => {
    const { stream, sockets, last } = setUp();
    stream.open('c1');
    last().onclose?.();
    stream.hurry();
    stream.hurry();
    expect(sockets).toHaveLength(2);
  });
});
