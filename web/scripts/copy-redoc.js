// Puts the API reference page's renderer beside the page, so that the page works without
// any other host. It is copied rather than bundled because the page is not part of the
// dashboard: it loads on its own at /api/docs.
import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const bundle = createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js');
await copyFile(bundle, fileURLToPath(new URL('../static/docs/redoc.standalone.js', import.meta.url)));
