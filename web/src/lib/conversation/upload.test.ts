import { describe, expect, it } from 'vitest';
import { ProblemError, problemOfStatus, unreachable } from '$lib/api/problem';
import { UPLOADS_MAX, Uploads, messageType, type KeptFile } from './upload.svelte';

const file = (name: string) => new File(['abc'], name);
const kept = (name: string): KeptFile => ({ fileId: `file_${name}`, name, mimeType: 'image/png', size: 3 });
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('uploads', () => {
  it('come one by one and are taken when they are there', async () => {
    const uploads = new Uploads(({ name }, told) => {
      told(0.5);
      return Promise.resolve(kept(name));
    });
    uploads.add([file('a.png'), file('b.png')]);
    expect(uploads.entries.map(({ state, progress }) => [state, progress])).toEqual([
      ['uploading', 0.5],
      ['uploading', 0.5]
    ]);
    expect(uploads.ready).toBe(false);
    await settled();
    expect(uploads.ready).toBe(true);
    expect(uploads.takeReady()).toEqual([kept('a.png'), kept('b.png')]);
    expect(uploads.entries).toEqual([]);
  });

  it('stay with their reason when they are refused, until they are removed', async () => {
    const uploads = new Uploads(() => Promise.reject(new ProblemError(problemOfStatus(413))));
    uploads.add([file('a.png')]);
    await settled();
    expect(uploads.entries[0]).toMatchObject({ state: 'refused', problem: { status: 413 } });
    expect(uploads.ready).toBe(false);
    uploads.remove(uploads.entries[0]?.id ?? -1);
    expect(uploads.ready).toBe(true);
  });

  it('wait for the connection and go by themselves, unless they are removed meanwhile', async () => {
    const waiting: (() => void)[] = [];
    const world = { up: false, brought: [] as string[] };
    const uploads = new Uploads(
      ({ name }) => {
        if (!world.up) return Promise.reject(new ProblemError(unreachable()));
        world.brought.push(name);
        return Promise.resolve(kept(name));
      },
      (again) => waiting.push(again)
    );
    uploads.add([file('a.png'), file('b.png')]);
    await settled();
    expect(uploads.entries.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    expect(uploads.ready).toBe(false);
    uploads.remove(uploads.entries[1]?.id ?? -1);
    world.up = true;
    waiting.forEach((again) => again());
    await settled();
    expect([world.brought, uploads.ready]).toEqual([['a.png'], true]);
  });

  it('end when they are removed', async () => {
    let ended = false;
    const uploads = new Uploads(
      (_, __, signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => ((ended = true), reject(new Error('gone')))))
    );
    uploads.add([file('a.png')]);
    uploads.remove(uploads.entries[0]?.id ?? -1);
    await settled();
    expect([ended, uploads.entries]).toEqual([true, []]);
  });

  it('have so many places and no more', () => {
    const uploads = new Uploads(() => new Promise(() => undefined));
    expect(uploads.add(Array.from({ length: UPLOADS_MAX + 2 }, (_, index) => file(`${index}`)))).toBe(2);
    expect(uploads.entries).toHaveLength(UPLOADS_MAX);
  });

  it.each([
    ['image/png', 'image'],
    ['video/mp4', 'video'],
    ['audio/ogg', 'audio'],
    ['application/pdf', 'file'],
    ['text/plain', 'file']
  ])('are shown by what they are: %s', (mimeType, type) => {
    expect(messageType(mimeType)).toBe(type);
  });
});
