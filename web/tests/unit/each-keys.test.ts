import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src', import.meta.url));

/** Lists that stand in the code itself, so that their keys are known to differ. */
const own = new Set([
  'actions',
  'areas',
  'choices',
  'colours',
  'days',
  'displayNameFormats',
  'distributions',
  'groups',
  'kinds',
  'order',
  'others',
  'overlaps',
  'places',
  'roles',
  'rules',
  'shown',
  'sourceEvents',
  'states',
  'steps',
  'tags',
  'themes',
  'times',
  'variables',
  'zones'
]);

interface Each {
  file: string;
  list: string;
  index: string | undefined;
  key: string | undefined;
}

function eachBlocks(): Each[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.svelte'));
  return files.flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    const blocks = text.matchAll(
      /\{#each\s+(.+?)\s+as\s+(?:\{[^}]*\}|\[[^\]]*\]|[\w$]+)(?:\s*,\s*([\w$]+))?\s*(?:\((.*?)\))?\}/g
    );
    return [...blocks].map(([, list = '', index, key]) => ({ file, list, index, key }));
  });
}

/** A repeated key breaks the whole list, so a key is a place, an id of ours, or made to differ. */
function safe({ list, index, key }: Each): boolean {
  if (key === undefined || key === index) return true;
  if (key === `keys[${index}]` || key === 'item.key') return true;
  if (/^\w+(\.message)?\.id$/.test(key)) return true;
  return own.has(/^\w+/.exec(list)?.[0] ?? '') || list.startsWith('{ length:') || list === 'rule.conditions';
}

describe('keys of lists', () => {
  it('never come from outside', () => {
    const blocks = eachBlocks();
    expect(blocks.length).toBeGreaterThan(60);
    expect(blocks.filter((block) => !safe(block))).toEqual([]);
  });
});
