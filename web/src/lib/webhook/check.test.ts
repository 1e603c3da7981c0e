import { describe, expect, it } from 'vitest';
import type { ChallengeResult } from '$lib/api/names';
import { ProblemError, unreachable } from '$lib/api/problem';
import { WebhookCheck } from './check.svelte';

const passed: ChallengeResult = {
  ok: true,
  reason: null,
  status: 200,
  durationMs: 5,
  received: null,
  detail: 'It came back.'
};
const failed: ChallengeResult = { ...passed, ok: false, reason: 'mismatch', detail: 'It did not come back.' };

/** A check whose timers run when told, and whose answers come when told. */
function setUp() {
  const asked: {
    url: string;
    secret: string | null;
    answer: (result: ChallengeResult) => void;
    fail: (thrown: unknown) => void;
  }[] = [];
  const back: (() => void)[] = [];
  let due: (() => void) | null = null;
  const check = new WebhookCheck({
    test: (url, secret) => new Promise((answer, fail) => asked.push({ url, secret, answer, fail })),
    newSecret: () => 'whsec_new',
    setTimer: (run) => (due = run),
    clearTimer: () => (due = null),
    whenBack: (again) => back.push(again)
  });
  return { check, asked, back, pause: () => due?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the check of a webhook', () => {
  it('waits for a pause in typing and asks once', async () => {
    const { check, asked, pause } = setUp();
    check.url = 'https://a.exam';
    check.url = 'https://a.example';
    expect(asked).toHaveLength(0);
    pause();
    await check.runNow();
    expect(asked.map(({ url }) => url)).toEqual(['https://a.example']);
    expect(check.running).toBe(true);
    asked[0]?.answer(passed);
    await settled();
    expect([check.running, check.passed]).toEqual([false, true]);
  });

  it('forgets the answer as soon as the address changes', async () => {
    const { check, asked, pause } = setUp();
    check.url = 'https://a.example';
    pause();
    asked[0]?.answer(passed);
    await settled();
    check.url = 'https://b.example';
    expect(check.passed).toBe(false);
  });

  it('never shows a late answer to an earlier address', async () => {
    const { check, asked, pause } = setUp();
    check.url = 'https://a.example';
    pause();
    check.url = 'https://b.example';
    pause();
    asked[1]?.answer(failed);
    await settled();
    asked[0]?.answer(passed);
    await settled();
    expect(check.result).toBe(failed);
  });

  it('asks again by itself after a missing connection, unless another address was entered since', async () => {
    const { check, asked, back, pause } = setUp();
    check.url = 'https://a.example';
    pause();
    asked[0]?.fail(new ProblemError(unreachable()));
    await settled();
    expect(check.problem?.code).toBe('unreachable');
    back.splice(0).forEach((again) => again());
    expect(asked.map(({ url }) => url)).toEqual(['https://a.example', 'https://a.example']);
    asked[1]?.fail(new ProblemError(unreachable()));
    await settled();
    check.url = 'https://b.example';
    back.forEach((again) => again());
    expect(asked).toHaveLength(2);
  });

  it('asks again once the endpoint was fixed', async () => {
    const { check, asked, pause } = setUp();
    check.url = 'https://a.example';
    pause();
    asked[0]?.answer(failed);
    await settled();
    void check.runAgain();
    expect(asked).toHaveLength(2);
  });

  it('signs with a secret that is set first, and waits until it is', async () => {
    const { check, asked, pause } = setUp();
    check.url = 'https://a.example';
    pause();
    asked[0]?.answer(failed);
    await settled();
    check.secretFirst = true;
    expect([check.secret, check.result]).toEqual(['whsec_new', null]);
    await check.runNow();
    expect(asked).toHaveLength(1);
    const again = check.runAgain();
    asked[1]?.answer(passed);
    await again;
    expect(asked.map(({ secret }) => secret)).toEqual([null, 'whsec_new']);
    expect(check.passed).toBe(true);
    check.secretFirst = false;
    expect([check.secret, check.passed]).toEqual([null, false]);
  });
});
