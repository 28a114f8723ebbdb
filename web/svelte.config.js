import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// A component's styles go by its place in the folder: hashes don't compress, and each stands in script and style.
const components = readdirSync(new URL('src/components/', import.meta.url)).sort();
const cssHash = ({ filename }) => `s${components.indexOf(basename(filename)).toString(36)}`;

export default { preprocess: vitePreprocess(), compilerOptions: { runes: true, cssHash } };
