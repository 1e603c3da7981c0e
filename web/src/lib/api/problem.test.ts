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
    { pointer: '/name', detail: 'must not be empty' },
    { pointer: '/messages/away/text', detail: 'Is too long.' },
    { pointer: '/name', detail: 'must not be blank' }
  ]
};

describe('a problem', () => {
  it('places each fault at its field, as sentences', () => {
    const faults = faultsByPointer(invalid);
    expect(faults.get('/name')).toBe('Must not be empty. Must not be blank.');
    expect(faults.get('/messages/away/text')).toBe('Is too long.');
  });

  it('stays what it is when it was thrown', () => {
    expect(problemOf(new ProblemError(invalid))).toBe(invalid);
  });

  it('says that the server can’t be reached when the network failed', () => {
    expect(problemOf(new TypeError('Failed to fetch')).code).toBe('unreachable');
  });
});
