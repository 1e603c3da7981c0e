import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { traceInWords } from '$lib/routing/trace-words';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);
const camelCase = (name: string) =>
  name.charAt(0).toLowerCase() + name.slice(1).replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
const snakeCase = (code: string) => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What stands between the braces of a type in Rust. */
const bodyOf = (text: string, type: string) =>
  new RegExp(`^pub enum ${type} \\{\\n(.*?)^\\}`, 'ms').exec(text)?.[1] ?? '';
const variantsOf = (text: string, type: string) => found(bodyOf(text, type), /^ {4}(\w+),$/gm).map(camelCase);

const destinations = read('crates/causeway-core/src/staffing.rs');
const skips = variantsOf(destinations, 'Skip');
const leftOut = variantsOf(destinations, 'LeftOut');
const modes = variantsOf(read('crates/causeway-core/src/assignment.rs'), 'TransferMode');

/** Each code with the names of its parameters. */
const steps = [
  ...bodyOf(read('crates/causeway-core/src/trace.rs'), 'Step').matchAll(/^ {4}(\w+)(?: \{(.*?)\})?,$/gms)
].map(([, code = '', fields = '']) => ({
  code: camelCase(code),
  params: found(fields, /(\w+): \w/g)
    .flatMap((name) => (name === 'now' ? ['day', 'time', 'time_zone'] : [name]))
    .map(camelCase)
}));
const [, union = ''] = /^ {8}TraceCode: ([^;]*);/m.exec(read('web/src/lib/api/schema.d.ts')) ?? [];
const codes = found(union, /"(\w+)"/g);
const keys = Object.keys(JSON.parse(read('web/messages/en.json')) as object);

/** A value as the server gives it; any other parameter is a text. */
const samples: Record<string, unknown> = {
  ...Object.fromEntries(['branch', 'more', 'nth', 'percent'].map((name) => [name, 7])),
  date: '2026-12-25',
  day: 'fri',
  days: ['mon', 'fri'],
  mode: 'blind',
  people: ['Ann Lee'],
  reason: 'removed'
};
const inWords = (code: string, params: readonly string[], samplesOf: Record<string, unknown> = {}) =>
  traceInWords({
    code,
    params: Object.fromEntries(params.map((name) => [name, samplesOf[name] ?? samples[name] ?? 'some'])),
    text: 'The server’s.'
  });
const notAsked = (reason: string) => ({ people: [{ name: 'Ann Lee', reason }] });

describe('what routing does has words of the catalogue', () => {
  it('is read from the sources', () => {
    expect(codes.length).toBeGreaterThan(30);
    expect(steps.map(({ code }) => code)).toEqual(codes);
    expect(steps).toContainEqual({ code: 'outsideHours', params: ['day', 'time', 'timeZone'] });
    expect([skips.length, leftOut.length, modes]).toEqual([6, 4, ['blind', 'loopback']]);
  });

  // `text` is what a release before codes wrote.
  it.each(steps.filter(({ code }) => code !== 'text'))('step $code', ({ code, params }) => {
    expect(keys.filter((key) => `${key}_`.startsWith(`trace_${snakeCase(code)}_`))).not.toEqual([]);
    expect(inWords(code, params, code === 'leftOut' ? notAsked('busy') : {})).not.toBe('The server’s.');
  });

  it.each(skips)('skipped: %s', (reason) => {
    expect(inWords('skipped', ['destination', 'reason'], { reason })).not.toBe('The server’s.');
  });

  it.each(leftOut)('left out: %s', (reason) => {
    expect(inWords('leftOut', ['destination', 'people', 'more'], notAsked(reason))).not.toBe('The server’s.');
  });

  it.each(modes)('transferred: %s', (mode) => {
    expect(inWords('transferred', ['staff', 'to', 'mode'], { mode })).not.toBe('The server’s.');
  });
});
