// What the compilers don't find: promises nobody waits for, what is never used, and what Svelte would do otherwise.

import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Files that stand outside of tsconfig.json. */
const plain = ['*.js', 'public/*.js', 'scripts/*.mjs', 'tests/*.mjs'];

export default defineConfig(
  { ignores: ['dist/', 'src/generated/', 'src/engine/types/', 'src/engine/generated.d.ts'] },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: plain }, extraFileExtensions: ['.svelte'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // The compiler knows what there is.
      'no-undef': 'off',
      // A map that is a cache, or lives for one call, has nothing to show.
      'svelte/prefer-svelte-reactivity': 'off',
      // What is taken apart to leave one thing out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // `{' '}` keeps a space that Svelte would take away.
      'svelte/no-useless-mustaches': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      // The linter knows no component's types and takes what they hand over for `any`; svelte-check knows them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
  { files: plain, extends: [ts.configs.disableTypeChecked] },
);
