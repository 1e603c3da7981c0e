// Generates src/lib/api/schema.d.ts and defaults.ts from the committed OpenAPI snapshot, or, with --check,
// fails when a committed file is not what the snapshot gives.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';

const snapshot = process.env['OPENAPI'] ?? new URL('../../docs/openapi.json', import.meta.url);
const heading = '// Generated from docs/openapi.json by `npm run api`. Change the server, not this file.\n\n';

const document = JSON.parse(await readFile(snapshot, 'utf8'));
/** The defaults of a request's fields, so that a form starts with what the server would choose. */
function defaultsOf(schema) {
  const properties = Object.entries(document.components.schemas[schema].properties);
  return Object.fromEntries(
    properties
      .map(([name, property]) => [name, property.default ?? property['x-default']])
      .filter(([, value]) => value !== undefined)
  );
}

const files = {
  // A default belongs to a request: a field that has one may be left out.
  'schema.d.ts': astToString(await openapiTypescript(document, { defaultNonNullable: false })),
  'defaults.ts': `/** What the server chooses for fields of a new channel that are left out. */
export const newChannel = ${JSON.stringify(defaultsOf('NewChannel'), null, 2)} as const;
`
};

for (const [name, content] of Object.entries(files)) {
  const path = new URL(`../src/lib/api/${name}`, import.meta.url);
  if (!process.argv.includes('--check')) {
    await writeFile(path, heading + content);
  } else if ((await readFile(path, 'utf8')) !== heading + content) {
    console.error(`src/lib/api/${name} is stale: run \`npm run api\`.`);
    process.exitCode = 1;
  }
}
