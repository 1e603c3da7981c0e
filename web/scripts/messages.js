// Compiles the catalogues of `messages/` into functions: one for each message, with its parameters as types.
import { compile } from '@inlang/paraglide-js';

/**
 * What Vite compiles by, too.
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const messages = {
  project: './project.inlang',
  outdir: './src/lib/paraglide',
  // Which language it is, `src/lib/language/choice.ts` decides.
  strategy: ['globalVariable', 'baseLocale'],
  emitReadme: false
};

if (import.meta.filename === process.argv[1]) await compile(messages);
