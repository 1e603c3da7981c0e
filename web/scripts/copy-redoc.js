// Puts the API reference page's renderer beside the page, so that the page works without
// any other host. It is copied rather than bundled because the page is not part of the
// dashboard: it loads on its own at /api/docs.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const bundle = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');
const copy = fileURLToPath(new URL('../static/docs/redoc.standalone.js', import.meta.url));

// The renderer fetches its maker's sign from another host; an empty picture stands in its place.
const foreign = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const empty = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

const text = await readFile(bundle, 'utf8');
if (!text.includes(foreign)) throw new Error(`Redoc no longer asks for ${foreign}: look at what it asks for instead.`);
await writeFile(copy, text.replaceAll(foreign, empty));
