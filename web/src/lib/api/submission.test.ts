import { describe, expect, it } from 'vitest';
import type { Fault } from './names';
import { ProblemError } from './problem';
import { Submission } from './submission.svelte';

function refusal(errors: Fault[]) {
  return () =>
    Promise.reject(
      new ProblemError({
        type: 'about:blank',
        title: 'Invalid',
        status: 422,
        detail: 'Fix it.',
        code: 'invalid',
        errors
      })
    );
}

describe('a submission', () => {
  it('gives what the call answered', async () => {
    expect(await new Submission().run(() => Promise.resolve(7))).toBe(7);
  });

  it('shows a fault at its field and nothing above the form', async () => {
    const submission = new Submission(['/name']);
    await submission.run(refusal([{ pointer: '/name', code: 'required', detail: 'is required' }]));
    expect(submission.at('/name')).toBe('This field is required.');
    expect(submission.general).toBeNull();
  });

  it('shows a fault above the form when no field can show it', async () => {
    const submission = new Submission(['/name']);
    await submission.run(
      refusal([
        {
          pointer: '/routing/destinations/0',
          code: 'notFound',
          params: { what: 'serviceGroup' },
          detail: 'is not here'
        }
      ])
    );
    expect(submission.general).toEqual({
      title: 'Some details aren’t valid.',
      detail: 'This service group no longer exists.'
    });
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
