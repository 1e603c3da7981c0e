// Generates src/lib/api/schema.d.ts from the committed OpenAPI snapshot, or, with --check,
// fails when the committed file is not what the snapshot gives.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';

const snapshot = process.env['OPENAPI'] ?? new URL('../../docs/openapi.json', import.meta.url);
const generated = new URL('../src/lib/api/schema.d.ts', import.meta.url);
const heading = '// Generated from docs/openapi.json by `npm run api`. Change the server, not this file.\n\n';

const document = JSON.parse(await readFile(snapshot, 'utf8'));
// A default belongs to a request: a field that has one may be left out.
const text = heading + astToString(await openapiTypescript(document, { defaultNonNullable: false }));

if (process.argv.includes('--check')) {
  if ((await readFile(generated, 'utf8')) !== text) {
    console.error('src/lib/api/schema.d.ts is stale: run `npm run api`.');
    process.exit(1);
  }
} else {
  await writeFile(generated, text);
}
