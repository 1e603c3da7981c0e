import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// `npm run lint` runs in the root of the repository, for the simulator's page too: so patterns start with `**`.
export default defineConfig(
  globalIgnores([
    '**/.svelte-kit/',
    '**/build/',
    '**/playwright-report/',
    '**/test-results/',
    '**/project.inlang/',
    '**/src/lib/api/schema.d.ts',
    '**/src/lib/api/defaults.ts',
    '**/src/lib/paraglide/',
    '**/static/docs/redoc.standalone.js'
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['playwright.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    }
  },
  {
    // Not by types: those of bound components and of `$types` are unknown here, and all takes three times as long.
    files: ['**/*.svelte'],
    extends: [ts.configs.recommended]
  },
  svelte.configs.recommended,
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } } },
  { files: ['**/*.js'], languageOptions: { globals: globals.node } },
  { files: ['**/static/**/*.js', '**/simulator/page/*.js'], languageOptions: { globals: globals.browser } },
  // The page that loads it loads Redoc first.
  { files: ['**/static/docs/reference.js'], languageOptions: { globals: { Redoc: 'readonly' } } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: {
      // TypeScript knows what is defined, types included.
      'no-undef': 'off',
      // `_` stands for what is taken apart only to leave it out.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_$', varsIgnorePattern: '^_$' }],
      // The dashboard is always served at `/`: there is no base path to put before an address.
      'svelte/no-navigation-without-resolve': 'off',
      // Maps and sets in state are replaced, never changed: they stand in `$state.raw`, or no screen shows them.
      'svelte/prefer-svelte-reactivity': 'off'
    }
  }
);
