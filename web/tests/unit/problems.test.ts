import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { faultInWords, problemTitle } from '$lib/api/problem-words';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);

const codes = found(read('crates/causeway-server/src/wire/code.rs'), /^ {4}\w+ = "([a-z-]+)", [A-Z_]+,/gm);
const [, table = ''] = /^## Faults$(.*?)^## /ms.exec(read('docs/problems.md')) ?? [];
/** Each code with the names of its parameters. */
const faults = [...table.matchAll(/^\| `(\w+)` \|([^|]*)\|/gm)].map(([, code = '', params = '']) => ({
  code,
  params: found(params, /`(\w+)`/g)
}));
const keys = Object.keys(JSON.parse(read('web/messages/en.json')) as object);

const snakeCase = (code: string) => code.replaceAll('-', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A value as the documents give it; any other parameter is a text. */
const samples: Record<string, unknown> = {
  ...Object.fromEntries(['actual', 'max', 'min', 'sum'].map((name) => [name, 7])),
  ...Object.fromEntries(['allowed', 'known', 'others'].map((name) => [name, ['one', 'two']])),
  earliest: '2026-11-22T10:00:00.000Z'
};
/** `latest` is a time of day here, and a moment elsewhere. */
const samplesOf: Record<string, Record<string, unknown>> = { timeOutOfRange: { latest: '2026-11-23T10:00:00.000Z' } };

describe('what the server refuses by has words of the catalogue', () => {
  it('is read from the sources', () => {
    expect(codes.length).toBeGreaterThan(50);
    expect(faults.length).toBeGreaterThan(40);
    expect(faults).toContainEqual({ code: 'tooLong', params: ['max', 'actual'] });
  });

  it.each(codes)('problem %s', (code) => {
    expect(keys).toContain(`problem_${snakeCase(code)}`);
    expect(problemTitle({ type: '', title: 'The server’s.', status: 400, detail: '', code })).not.toBe('The server’s.');
  });

  it.each(faults)('fault $code', ({ code, params }) => {
    expect(keys).toContain(`fault_${snakeCase(code)}`);
    const given = Object.fromEntries(params.map((name) => [name, samplesOf[code]?.[name] ?? samples[name] ?? 'some']));
    expect(faultInWords({ pointer: '', detail: 'the server’s.', code, params: given })).not.toBe('The server’s.');
  });

  it('has no words for codes that the server doesn’t have', () => {
    const known = codes.map((code) => `problem_${snakeCase(code)}`);
    expect(keys.filter((key) => key.startsWith('problem_') && !known.includes(key))).toEqual([]);
  });
});
