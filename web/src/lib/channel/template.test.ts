import { describe, expect, it } from 'vitest';
import { fill, insert, unknownPlaceholders } from './template';

const values = {
  'visitor.name': 'Ada',
  'channel.name': 'Shop',
  'staff.displayName': 'Jane',
  'enquiry.number': 'INQ-000042'
};

describe('a template', () => {
  it('is filled in, with or without spaces in the braces', () => {
    expect(fill('Hi {{visitor.name}}, {{ enquiry.number }} at {{channel.name}}', values)).toBe(
      'Hi Ada, INQ-000042 at Shop'
    );
  });

  it('keeps and reports what means nothing', () => {
    expect(fill('Hi {{visitor.nmae}}', values)).toBe('Hi {{visitor.nmae}}');
    expect(unknownPlaceholders('{{a}} {{visitor.name}} {{a}} {{toString}}')).toEqual(['{{a}}', '{{toString}}']);
  });

  it('takes a placeholder in the place of what is selected', () => {
    expect(insert('Hi you!', 'visitor.name', 3, 6)).toEqual({ text: 'Hi {{visitor.name}}!', cursor: 19 });
  });
});
