import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const lib = fileURLToPath(new URL('../../src/lib', import.meta.url));

/** What each tier may import of `$lib`; features may import each other and everything below. */
const allowed: Record<string, readonly string[]> = {
  api: ['api', 'ui', 'paraglide'],
  realtime: ['realtime', 'api', 'paraglide'],
  ui: ['ui', 'paraglide'],
  language: ['language', 'ui', 'paraglide']
};

const files = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path))
  .map((path) => join(lib, path));

/** The parts of `$lib` that a file imports, by folder name. */
function importsOf(file: string): string[] {
  const specifiers = [...readFileSync(file, 'utf8').matchAll(/from '(\$lib\/|\.\.\/)([^/']+)/g)];
  return specifiers.map(([, , folder]) => folder ?? '');
}

describe('imports go from routes to features to language, api, realtime and ui', () => {
  it.each(Object.entries(allowed))('%s imports nothing above it', (tier, folders) => {
    const offences = files
      .filter((file) => relative(lib, file).split(sep)[0] === tier)
      .flatMap((file) =>
        importsOf(file)
          .filter((folder) => !folders.includes(folder))
          .map((folder) => `${file}: ${folder}`)
      );
    expect(offences).toEqual([]);
  });

  it('nothing in lib imports a route', () => {
    expect(files.filter((file) => /from '[^']*routes\//.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
