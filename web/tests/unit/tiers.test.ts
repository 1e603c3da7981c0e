import { describe, expect, it } from 'vitest';
import { circlesOf } from './circles';
import { files, imports } from './imports';

/**
 * The folders of `$lib` from the bottom up. A folder imports what stands in rows before its own; all that aren't named
 * are features, which may import each other.
 */
const beforeFeatures: readonly (readonly string[])[] = [
  ['paraglide'], // the messages, compiled
  ['ui'], // what any program has: parts of a form, numbers and times in words
  ['api'], // calls, and what they answer
  ['language', 'realtime', 'shortcut', 'webhook'], // nouns that state and several features share
  ['conversation'], // state: what is said in a room
  ['workplace'], // state: all that a signed-in screen knows
  ['form'] // what every form of a signed-in person has
];
/** The frame around every page. */
const afterFeatures = ['shell'];

/** What a screen knows stands apart from what it shows. */
const state = ['conversation', 'workplace'];

const folderOf = (path: string) => path.split('/', 1)[0] ?? '';

function tierOf(folder: string): number {
  if (afterFeatures.includes(folder)) return beforeFeatures.length + 1;
  const tier = beforeFeatures.findIndex((folders) => folders.includes(folder));
  return tier === -1 ? beforeFeatures.length : tier;
}

const isFeature = (folder: string) => tierOf(folder) === beforeFeatures.length;

const arrows = imports.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
const ofFiles = arrows.map((arrow) => ({ ...arrow, cause: 'an import' }));
const ofFolders = arrows.map(({ from, to }) => ({
  from: folderOf(from),
  to: folderOf(to),
  cause: `${from} imports ${to}`
}));

describe('imports in $lib', () => {
  it('are found: none leads out of it, such as to a route, or nowhere', () => {
    expect(imports.length).toBeGreaterThan(files.length);
    expect(imports.filter(({ to }) => to === null)).toEqual([]);
  });

  it('lead down: from the shell to features, state, and what any feature builds on', () => {
    const up = ofFolders.filter(
      ({ from, to }) => from !== to && tierOf(to) >= tierOf(from) && !(isFeature(from) && isFeature(to))
    );
    expect(up.map(({ cause }) => cause)).toEqual([]);
  });

  it('make no circle of folders', () => {
    expect(circlesOf(ofFolders)).toEqual([]);
  });

  it('make no circle of files', () => {
    expect(circlesOf(ofFiles)).toEqual([]);
  });
});

describe('the folders of $lib', () => {
  it.each([...beforeFeatures.flat(), ...afterFeatures])('have %s, which has a tier', (folder) => {
    expect(arrows.some(({ from, to }) => folderOf(from) === folder || folderOf(to) === folder)).toBe(true);
  });

  it('keep state apart from what shows it', () => {
    const components = files.filter((path) => path.endsWith('.svelte') && state.includes(folderOf(path)));
    expect(components).toEqual([]);
  });
});

describe('a circle', () => {
  const graph = (...pairs: string[]) =>
    pairs.map((pair) => ({ from: pair.charAt(0), to: pair.charAt(1), cause: `because of ${pair}` }));

  it('is found with the arrows that make it up, and no others', () => {
    expect(circlesOf(graph('ab', 'bc', 'ca', 'cd', 'ef', 'fe', 'da'))).toEqual([
      {
        nodes: ['a', 'b', 'c', 'd'],
        arrows: ['ab', 'bc', 'ca', 'cd', 'da'].map((pair) => `${pair[0]} → ${pair[1]}: because of ${pair}`)
      },
      { nodes: ['e', 'f'], arrows: ['ef', 'fe'].map((pair) => `${pair[0]} → ${pair[1]}: because of ${pair}`) }
    ]);
  });

  it('is not made by ways that meet, nor by a component that shows itself', () => {
    expect(circlesOf(graph('ab', 'ac', 'bd', 'cd', 'aa'))).toEqual([]);
  });
});
