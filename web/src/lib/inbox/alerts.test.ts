import { describe, expect, it } from 'vitest';
import { sampleStorage } from '$lib/api/samples';
import { Alerts, type Shown } from './alerts.svelte';

interface Note extends Shown {
  title: string;
  body: string;
  tag: string;
  closed: boolean;
}

interface World {
  permission?: NotificationPermission | 'unsupported';
  /** What the browser's question will be answered with. */
  answer?: NotificationPermission;
  visible?: boolean;
  storage?: ReturnType<typeof sampleStorage>;
}

/** Alerts on a device that notes what is heard, asked and shown. */
function setUp({ permission = 'granted', answer = 'granted', visible = false, storage = sampleStorage() }: World = {}) {
  const counts = { heard: 0, gentle: 0, asked: 0, focused: 0 };
  const timers = new Map<number, { run: () => void; milliseconds: number }>();
  let timerIds = 0;
  const notes: Note[] = [];
  const world = { visible, now: 1_000_000 };
  const show = (title: string, body: string, tag: string): Note => {
    const note: Note = {
      ...{ title, body, tag, closed: false, onclick: null, onclose: null },
      close() {
        note.closed = true;
      }
    };
    // As a browser does it: of one tag there is one on the screen.
    notes.find((other) => other.tag === tag && !other.closed)?.close();
    notes.push(note);
    return note;
  };
  const ask = () => {
    counts.asked += 1;
    return Promise.resolve(answer);
  };
  const alerts = new Alerts({
    storage,
    chime: (gentle) => void (counts[gentle ? 'gentle' : 'heard'] += 1),
    notifications: permission === 'unsupported' ? null : { permission: () => permission, ask, show },
    isVisible: () => world.visible,
    focus: () => void (counts.focused += 1),
    now: () => world.now,
    setTimer: (run, milliseconds) => {
      timers.set(++timerIds, { run, milliseconds });
      return timerIds;
    },
    clearTimer: (timer) => timers.delete(timer as number)
  });
  /** Lets time pass up to the next timer. */
  const pass = () => {
    const [[id, timer] = []] = timers;
    if (id === undefined || !timer) throw new Error('No timer runs.');
    timers.delete(id);
    world.now += timer.milliseconds;
    timer.run();
  };
  const open = () => notes.filter((note) => !note.closed).map(({ body }) => body);
  return { alerts, counts, notes, open, storage, world, timers, pass };
}

const nothing = () => undefined;

describe('the sound', () => {
  it('is heard until somebody turns it off, and then not at the next visit either', () => {
    const { alerts, counts, storage } = setUp();
    alerts.ring();
    expect(counts.heard).toBe(1);
    alerts.sound = false;
    alerts.ring();
    expect(counts.heard).toBe(1);
    const next = setUp({ storage });
    next.alerts.ring();
    expect([next.alerts.sound, next.counts.heard]).toEqual([false, 0]);
  });

  it('is heard when it is turned on, so that one knows it', () => {
    const { alerts, counts, storage } = setUp();
    alerts.sound = false;
    alerts.sound = true;
    expect(counts.heard).toBe(1);
    expect(setUp({ storage }).alerts.sound).toBe(true);
  });

  it('needs no permission for notifications', () => {
    for (const permission of ['denied', 'default', 'unsupported'] as const) {
      const { alerts, counts } = setUp({ permission });
      alerts.ring();
      expect(counts.heard).toBe(1);
    }
  });
});

describe('a burst', () => {
  it('of fifty makes one sound, and what comes later another', () => {
    const { alerts, counts, world } = setUp();
    for (let count = 0; count < 50; count += 1) {
      alerts.ring();
      world.now += 80;
    }
    expect(counts.heard).toBe(1);
    world.now += 5_000;
    alerts.ring();
    expect(counts.heard).toBe(2);
  });

  it('makes one sound in all tabs of a device', () => {
    const storage = sampleStorage();
    const tabs = [setUp({ storage }), setUp({ storage })];
    for (const { alerts } of tabs) alerts.ring();
    expect(tabs.map(({ counts }) => counts.heard)).toEqual([1, 0]);
  });

  it('is heard although the clock was set back since the last one', () => {
    const { alerts, counts, world } = setUp();
    alerts.ring();
    world.now -= 3_600_000;
    alerts.ring();
    expect(counts.heard).toBe(2);
  });
});

describe('what waits', () => {
  it('is reminded of gently and again, until it waits no longer', () => {
    const { alerts, counts, timers, pass } = setUp();
    alerts.ring();
    alerts.waits = true;
    alerts.waits = true;
    expect(timers.size).toBe(1);
    pass();
    pass();
    expect(counts).toMatchObject({ heard: 1, gentle: 2 });
    alerts.waits = false;
    expect(timers.size).toBe(0);
  });

  it('is not reminded of where something just rang, nor where the sound is off', () => {
    const { alerts, counts, world, pass } = setUp();
    alerts.waits = true;
    world.now += 25_000;
    alerts.ring();
    world.now -= 25_000;
    pass();
    expect(counts).toMatchObject({ heard: 1, gentle: 0 });
    alerts.sound = false;
    pass();
    expect(counts.gentle).toBe(0);
  });
});

describe('the permission', () => {
  it('is asked for once, and granted', async () => {
    const { alerts, counts } = setUp({ permission: 'default' });
    expect([alerts.unasked, alerts.notifications]).toEqual([true, false]);
    await alerts.askPermission();
    expect([alerts.unasked, alerts.permission, alerts.notifications]).toEqual([false, 'granted', true]);
    await alerts.askPermission();
    expect(counts.asked).toBe(1);
  });

  it('is not asked for again once it was denied', async () => {
    const { alerts, counts, open } = setUp({ permission: 'default', answer: 'denied' });
    await alerts.askPermission();
    await alerts.askPermission();
    expect([alerts.permission, alerts.unasked, counts.asked]).toEqual(['denied', false, 1]);
    alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    expect(open()).toEqual([]);
  });

  it('is put off by whoever has no time for it, on this device for good', async () => {
    const { alerts, storage } = setUp({ permission: 'default' });
    alerts.putOff();
    expect(alerts.unasked).toBe(false);
    const next = setUp({ permission: 'default', storage });
    expect(next.alerts.unasked).toBe(false);
    await next.alerts.askPermission();
    expect(next.alerts.notifications).toBe(true);
  });

  it('is left alone where the question closed without an answer', async () => {
    const { alerts } = setUp({ permission: 'default', answer: 'default' });
    await alerts.askPermission();
    expect([alerts.permission, alerts.unasked, alerts.notifications]).toEqual(['default', false, false]);
  });

  it('is nothing to ask where the browser has no notifications', async () => {
    const { alerts, counts } = setUp({ permission: 'unsupported' });
    expect([alerts.permission, alerts.unasked, alerts.notifications]).toEqual(['unsupported', false, false]);
    await alerts.askPermission();
    alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    expect(counts.asked).toBe(0);
  });
});

describe('a notification', () => {
  it('shows while nobody looks at the page, and only then', () => {
    const { alerts, notes, world } = setUp({ visible: true });
    alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    expect(notes).toEqual([]);
    world.visible = false;
    alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    expect(notes).toMatchObject([{ title: 'Ada', body: 'Hello', tag: 'offer 1' }]);
  });

  it('shows neither before the browser allows it nor where it is not wanted', () => {
    for (const permission of ['default', 'denied'] as const) {
      const { alerts, open } = setUp({ permission });
      alerts.notify('Ada', 'Hello', 'offer 1', nothing);
      expect(open()).toEqual([]);
    }
    const { alerts, open, storage } = setUp();
    alerts.notifications = false;
    alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    expect(open()).toEqual([]);
    const next = setUp({ storage });
    next.alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    expect(next.open()).toEqual([]);
    next.alerts.notifications = true;
    next.alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    expect(next.open()).toEqual(['Hello']);
  });

  it('is one for each offer, and closes when the offer goes', () => {
    const { alerts, notes, open } = setUp();
    alerts.notify('Ada', 'Hello', 'offer 1', nothing);
    alerts.notify('Ada', 'Are you there?', 'offer 1', nothing);
    // The browser tells late that the second has replaced the first.
    notes[0]?.onclose?.();
    alerts.notify('Grace', 'Good day', 'offer 2', nothing);
    expect(open()).toEqual(['Are you there?', 'Good day']);
    alerts.dismiss('offer 1');
    alerts.dismiss('offer 3');
    expect(open()).toEqual(['Good day']);
  });

  it('brings the page to the front and leads to what it tells of', () => {
    const { alerts, counts, notes, open } = setUp();
    const followed: string[] = [];
    alerts.notify('Ada', 'Hello', 'offer 1', () => followed.push('offer 1'));
    notes[0]?.onclick?.();
    expect([counts.focused, followed, open()]).toEqual([1, ['offer 1'], []]);
  });
});
