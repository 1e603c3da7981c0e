import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const lib = fileURLToPath(new URL('../../src/lib', import.meta.url));

/** That one file of `$lib` imports another, as paths in it. `to` is null where there is no such file in `$lib`. */
export interface Import {
  from: string;
  specifier: string;
  to: string | null;
}

/** Everything that a file imports: values and types, in its scripts and, when it is needed, in the markup. */
function specifiersOf(file: string): string[] {
  const text = readFileSync(join(lib, file), 'utf8');
  const scripts = file.endsWith('.svelte')
    ? [...text.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, script = '']) => script)
    : [text];
  const inScripts = scripts.flatMap((script) =>
    ts.preProcessFile(script).importedFiles.map(({ fileName }) => fileName)
  );
  const inMarkup = [...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)].map(([, specifier = '']) => specifier);
  return [...new Set([...inScripts, ...inMarkup])];
}

/** The file that a path without its ending means. */
function resolved(path: string): string | null {
  const candidates = [path, `${path}.ts`, `${path}.d.ts`, `${path}.js`, join(path, 'index.ts')];
  return candidates.find((candidate) => existsSync(candidate) && statSync(candidate).isFile()) ?? null;
}

function importOf(file: string, specifier: string): Import {
  const path = join(lib, specifier.startsWith('$lib/') ? specifier.slice(5) : join(dirname(file), specifier));
  const target = path.startsWith(lib + sep) ? resolved(path) : null;
  return { from: file, specifier, to: target && relative(lib, target).split(sep).join('/') };
}

/** The files of `$lib` that people write: the messages are compiled. */
export const files: readonly string[] = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(ts|svelte)$/.test(path) && !path.startsWith('paraglide'))
  .map((path) => path.split(sep).join('/'));

/** What files of `$lib` import that isn't a package. */
export const imports: readonly Import[] = files.flatMap((file) =>
  specifiersOf(file)
    .filter((specifier) => /^(\$lib\/|\.)/.test(specifier))
    .map((specifier) => importOf(file, specifier))
);
