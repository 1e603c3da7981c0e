import { describe, expect, it } from 'vitest';
import type { Source } from '$lib/api/names';
import { SourceWatch, troubledAmong } from './trouble';

type State = Source['webhookState'];

const source = (name: string, webhookState: State, changes: Partial<Source> = {}) =>
  ({ id: `src_${name}`, name, webhookState, version: 1, ...changes }) as Source;

/** What is told, as words. */
function told(watch: SourceWatch, sources: readonly Source[] | null): string[] {
  return watch.see(sources).map((news) => `${news.source.name} ${news.kind}`);
}

describe('the count', () => {
  it('is of sources whose webhook is stopped or failing', () => {
    expect(troubledAmong([])).toBe(0);
    const all = [source('a', 'healthy'), source('b', 'stopped'), source('c', 'failing'), source('d', 'none')];
    expect(troubledAmong(all)).toBe(2);
  });
});

describe('what is told', () => {
  it('is nothing of what was so at the start', () => {
    const watch = new SourceWatch();
    expect(told(watch, null)).toEqual([]);
    expect(told(watch, [source('a', 'stopped'), source('b', 'failing')])).toEqual([]);
    expect(told(watch, [source('a', 'stopped', { name: 'renamed', version: 2 }), source('b', 'failing')])).toEqual([]);
  });

  it('is each change once, and only of the source that changed', () => {
    const watch = new SourceWatch();
    const quiet = source('quiet', 'healthy');
    const steps: [State, string[]][] = [
      ['healthy', []],
      ['failing', ['app failing']],
      ['failing', []],
      ['stopped', ['app stopped']],
      ['stopped', []],
      ['healthy', ['app answers']],
      ['healthy', []],
      ['stopped', ['app stopped']]
    ];
    for (const [state, expected] of steps) expect(told(watch, [quiet, source('app', state)])).toEqual(expected);
  });

  it('is that a webhook answers again also where its trouble is older than the screen', () => {
    const watch = new SourceWatch();
    watch.see([source('app', 'stopped')]);
    expect(told(watch, [source('app', 'healthy')])).toEqual(['app answers']);
  });

  it('is neither a retry nor its end, but that a webhook answers again after both', () => {
    const watch = new SourceWatch();
    watch.see([source('app', 'healthy')]);
    for (const state of ['retrying', 'healthy', 'retrying'] as const)
      expect(told(watch, [source('app', state)])).toEqual([]);
    expect(told(watch, [source('app', 'stopped')])).toEqual(['app stopped']);
    expect(told(watch, [source('app', 'retrying')])).toEqual([]);
    expect(told(watch, [source('app', 'healthy')])).toEqual(['app answers']);
  });

  it('is not an answer where there is no webhook any more, nor trouble where one is added', () => {
    const watch = new SourceWatch();
    watch.see([source('app', 'failing')]);
    expect(told(watch, [source('app', 'none')])).toEqual(['app over']);
    expect(told(watch, [source('app', 'healthy')])).toEqual([]);
    expect(told(watch, [source('app', 'none')])).toEqual([]);
  });

  it('is what a new source does, from its first trouble on', () => {
    const watch = new SourceWatch();
    watch.see([]);
    expect(told(watch, [source('app', 'healthy')])).toEqual([]);
    expect(told(watch, [source('app', 'healthy'), source('late', 'failing')])).toEqual(['late failing']);
  });

  it('is nothing to whoever does not manage sources, or no longer', () => {
    const watch = new SourceWatch();
    watch.see([source('app', 'healthy')]);
    expect(told(watch, null)).toEqual([]);
    expect(told(watch, [source('app', 'stopped')])).toEqual([]);
  });
});
