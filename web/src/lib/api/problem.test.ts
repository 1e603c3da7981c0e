import { describe, expect, it } from 'vitest';
import type { Problem } from './names';
import { faultsByPointer, ProblemError, problemOf } from './problem';

const invalid: Problem = {
  type: 'about:blank',
  title: 'Invalid',
  status: 422,
  detail: 'Some fields are wrong.',
  code: 'invalid',
  errors: [
    { pointer: '/name', detail: 'is required', code: 'required' },
    { pointer: '/messages/away/text', detail: 'Is of a new kind.', code: 'brandNew' },
    { pointer: '/name', detail: 'must not be blank', code: 'blank' }
  ]
};

describe('a problem', () => {
  it('places each fault at its field, as sentences', () => {
    const faults = faultsByPointer(new ProblemError(invalid).problem);
    expect(faults.get('/name')).toBe('This field is required. Enter some text, not only spaces.');
    expect(faults.get('/messages/away/text')).toBe('Is of a new kind.');
  });

  it('stays what it is when it was thrown, in the words of the catalogue', () => {
    const problem = problemOf(new ProblemError({ ...invalid, errors: [] }));
    expect(problem).toMatchObject({
      status: 422,
      code: 'invalid',
      title: 'Some details aren’t valid.',
      detail: 'Some fields are wrong.'
    });
  });

  it('says as an error what happened this time', () => {
    expect(new ProblemError(invalid).message).toBe(
      'This field is required. Is of a new kind. Enter some text, not only spaces.'
    );
  });

  it('says that the server can’t be reached when the network failed', () => {
    expect(problemOf(new TypeError('Failed to fetch')).code).toBe('unreachable');
  });
});
