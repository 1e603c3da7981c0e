import { describe, expect, it } from 'vitest';
import { explain } from './problems';

describe('the word in the address of the sign-in page', () => {
  it('is explained', () => {
    expect(explain('unknown-person')?.title).toBe('No account has your e-mail address');
  });

  it('is none where nothing went wrong', () => {
    expect(explain(null)).toBeNull();
    expect(explain('')).toBeNull();
  });

  it.each(['something-new', 'toString', '<b>'])('that is not known (%s) is not repeated', (word) => {
    expect(explain(word)).toEqual({ title: 'You weren’t signed in', detail: 'Start again or use your password.' });
  });
});
