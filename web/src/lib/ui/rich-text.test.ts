import { describe, expect, it } from 'vitest';
import { marked } from './rich-text';

describe('the pieces of a message', () => {
  it('hold each marked one as a whole, with what was put into it', () => {
    const parts = marked([
      { type: 'markup-start', name: 'name', options: {}, attributes: {} },
      { type: 'text', value: 'Ann' },
      { type: 'text', value: ' Lee' },
      { type: 'markup-end', name: 'name', options: {}, attributes: {} },
      { type: 'text', value: ' is typing' },
      { type: 'markup-standalone', name: 'dots', options: {}, attributes: {} }
    ]);
    expect(parts).toEqual([
      { mark: 'name', text: 'Ann Lee' },
      { mark: null, text: ' is typing' },
      { mark: 'dots', text: '' }
    ]);
  });
});
