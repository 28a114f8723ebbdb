import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

// A component's styles go by its place among all: hashes don't compress, and each stands in script and style.
const folder = fileURLToPath(new URL('src/components/', import.meta.url));
const components = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.svelte')).sort();
const cssHash = ({ filename }) => `s${components.indexOf(relative(folder, filename).split('/').join(sep)).toString(36)}`;

export default { preprocess: vitePreprocess(), compilerOptions: { runes: true, cssHash } };
