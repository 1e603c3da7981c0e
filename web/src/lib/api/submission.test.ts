import { describe, expect, it } from 'vitest';
import { ProblemError } from './problem';
import { Submission } from './submission.svelte';

function refusal(errors: { pointer: string; detail: string }[]) {
  return () =>
    Promise.reject(
      new ProblemError({ type: 'about:blank', title: 'Invalid', status: 422, detail: 'Mend it.', code: 'invalid', errors })
    );
}

describe('a submission', () => {
  it('gives what the call answered', async () => {
    expect(await new Submission().run(() => Promise.resolve(7))).toBe(7);
  });

  it('shows a fault at its field and nothing above the form', async () => {
    const submission = new Submission(['/name']);
    await submission.run(refusal([{ pointer: '/name', detail: 'must not be empty' }]));
    expect(submission.at('/name')).toBe('Must not be empty.');
    expect(submission.general).toBeNull();
  });

  it('shows a fault above the form when no field can show it', async () => {
    const submission = new Submission(['/name']);
    await submission.run(refusal([{ pointer: '/routing/destinations/0', detail: 'no such service group' }]));
    expect(submission.general).toEqual({ title: 'Invalid', detail: 'No such service group.' });
  });

  it('runs one call at a time', async () => {
    const submission = new Submission();
    let finish: (value: string) => void = () => undefined;
    const first = submission.run(() => new Promise<string>((resolve) => (finish = resolve)));
    expect(submission.busy).toBe(true);
    expect(await submission.run(() => Promise.resolve('second'))).toBeUndefined();
    finish('first');
    expect(await first).toBe('first');
    expect(submission.busy).toBe(false);
  });
});
