import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime';
import { formatBy } from '$lib/ui/number';
import type { Problem } from './names';
import {
  faultInWords,
  problemDetail,
  problemInOneText,
  problemInWords,
  problemTitle,
  sentences
} from './problem-words';

function problem(code: string, title: string, detail = title): Problem {
  return { type: `/problems/${code}`, title, status: 409, detail, code };
}

function fault(code: string, params?: Record<string, unknown>) {
  return { pointer: '/field', detail: 'is wrong', code, params };
}

const taken = problem('name-taken', 'The server’s title.');
const inUse = problem('group-in-use', 'The server’s title.', 'These channels route to it: Shop.');
const newer = problem('brand-new', 'Something new happened.', 'It happened at noon.');

afterEach(() => {
  overwriteGetLocale(() => 'en');
  formatBy('en-GB');
});

describe('a problem', () => {
  it('is told by its code', () => {
    expect(problemTitle(taken)).toBe('This name is already in use.');
  });

  it('has no other detail when the server only repeats its title', () => {
    expect(problemDetail(taken)).toBe(problemTitle(taken));
    expect(problemInOneText(taken)).toBe('This name is already in use.');
  });

  it('keeps what the server says beyond the title', () => {
    expect([problemTitle(inUse), problemDetail(inUse)]).toEqual([
      'A routing rule uses this service group.',
      'These channels route to it: Shop.'
    ]);
    expect(problemInOneText(inUse)).toBe('A routing rule uses this service group. These channels route to it: Shop.');
  });

  it('is told by the server’s words when its code isn’t known', () => {
    expect([problemTitle(newer), problemDetail(newer)]).toEqual(['Something new happened.', 'It happened at noon.']);
    expect(problemInOneText(newer)).toBe('It happened at noon.');
    expect(problemTitle(problem('constructor', 'Odd.'))).toBe('Odd.');
  });

  it('is never empty', () => {
    const silent = problem('brand-new', '');
    expect([problemTitle(silent), problemDetail(silent), problemInOneText(silent)]).toEqual(
      Array(3).fill('Something went wrong')
    );
    expect(problemTitle({ ...silent, detail: 'It broke.' })).toBe('It broke.');
    expect(faultInWords({ ...fault('brandNew'), detail: '' })).toBe('This isn’t valid.');
  });

  it('tells each fault once', () => {
    const errors = [fault('required'), { ...fault('required'), pointer: '/other' }, fault('invalidEmail')];
    const invalid = problemInWords({ ...problem('invalid', 'Invalid.', '/field is wrong.'), errors });
    expect(invalid.detail).toBe('This field is required. Enter a valid e-mail address.');
    expect(invalid.errors?.map(({ detail }) => detail)).toEqual([
      'This field is required.',
      'This field is required.',
      'Enter a valid e-mail address.'
    ]);
    expect(problemInOneText(invalid)).toBe(invalid.detail);
  });

  it('can be put into words again', () => {
    for (const original of [
      taken,
      inUse,
      newer,
      { ...problem('invalid', 'Invalid.'), errors: [fault('tooLong', { max: 40, actual: 63 })] }
    ]) {
      const words = problemInWords(original);
      expect(problemInWords(words)).toEqual(words);
    }
  });

  it('is told in the reader’s language', () => {
    overwriteGetLocale(() => 'ja');
    expect(problemTitle(taken)).toBe('この名前はすでに使われています。');
    expect(sentences(['一つ目。', '二つ目。'])).toBe('一つ目。二つ目。');
  });
});

describe('a fault', () => {
  it.each([
    ['tooLong', { max: 1_040, actual: 2_063 }, 'Use at most 1,040 characters (you have 2,063).'],
    ['tooShort', { min: 1, actual: 0 }, 'Use at least 1 character (you have 0).'],
    ['tooFew', { min: 1 }, 'At least one is required.'],
    ['tooMany', { max: 5 }, 'At most 5 are allowed.'],
    ['outOfRange', { min: 5, max: 3_600 }, 'Enter a number from 5 to 3,600.'],
    ['notOneOf', { allowed: ['text', 'image'] }, 'This must be text or image.'],
    ['notOneOf', { allowed: [] }, 'This isn’t available here.'],
    ['notFound', { what: 'serviceGroup' }, 'This service group no longer exists.'],
    ['notAnId', { of: 'recipient' }, 'This isn’t a valid service group, chatbot or staff member.'],
    ['wrongType', { expected: 'integer' }, 'Enter a whole number.'],
    ['sameAs', { field: 'from' }, 'Start and end can’t be the same.'],
    ['sameAs', { field: 'other' }, 'This must be different from “other”.'],
    ['sumTooHigh', { sum: 120, max: 99 }, 'The percentages add up to 120%. The limit is 99%.'],
    ['unknownField', { nearest: 'name', known: ['name'] }, 'The server doesn’t know this field. Did you mean “name”?'],
    ['unknownField', { nearest: null, known: [] }, 'The server doesn’t know this field.'],
    ['unknownVariable', { name: 'visitor.nmae' }, '{{visitor.nmae}} is not a known variable.'],
    [
      'secretUnusable',
      { detail: 'a signing secret has 24 to 64 bytes' },
      'This signing secret can’t be used. A signing secret has 24 to 64 bytes.'
    ],
    ['timeOutOfRange', { earliest: null, latest: null }, 'Choose another time.']
  ])('%s %j is told with its parameters', (code, params, words) => {
    expect(faultInWords(fault(code, params))).toBe(words);
  });

  it('tells times as people write them', () => {
    const [earliest, latest] = ['2020-03-01T12:00:00.000Z', '2020-05-01T12:00:00.000Z'];
    expect(faultInWords(fault('timeOutOfRange', { earliest, latest: null }))).toMatch(
      /^Choose a time after 1 March 2020 at \d\d:\d\d\.$/
    );
    expect(faultInWords(fault('timeOutOfRange', { earliest: null, latest }))).toMatch(
      /^Choose a time before 1 May 2020 at \d\d:\d\d\.$/
    );
    expect(faultInWords(fault('timeOutOfRange', { earliest, latest }))).toMatch(
      /^Choose a time between 1 March .* and 1 May /
    );
  });

  it('speaks of something when what isn’t there is of a kind that it doesn’t know', () => {
    expect(faultInWords(fault('notFound', { what: 'parcel' }))).toBe('This no longer exists.');
    expect(faultInWords(fault('wrongType', { expected: 'constructor' }))).toBe('This is the wrong type of value.');
  });

  it.each([
    ['a code that isn’t known', fault('brandNew', { max: 7 })],
    ['a code that objects have of their own', fault('constructor')],
    ['parameters that are missing', fault('tooLong', { max: 7 })],
    ['parameters of another kind', fault('timeOutOfRange', { earliest: 'soon' })]
  ])('is told by the server’s words for %s', (_, other) => {
    expect(faultInWords(other)).toBe('Is wrong.');
  });

  it('is told in the reader’s language', () => {
    formatBy('zh-HK');
    overwriteGetLocale(() => 'zh-Hant');
    expect(faultInWords(fault('tooLong', { max: 40, actual: 63 }))).toBe('最多 40 個字元（目前 63 個）。');
  });
});
