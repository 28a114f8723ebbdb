import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** Size of viewer.wasm as built, so that its progress bar knows the whole; 0 where it is not built. */
function viewerBytes(): number {
  const file = fileURLToPath(new URL('src/generated/viewer/viewer_bg.wasm', import.meta.url));
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Lets the browser fetch session.wasm and what goes with it beside the script instead of after it. */
function preloadEngine(): Plugin {
  return {
    name: 'preload-engine',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const files = Object.keys(bundle ?? {}).filter((name) => /session_bg[^/]*\.wasm$|shipped[^/]*\.txt$/.test(name));
        return files.map((file) => {
          const type = file.endsWith('wasm') ? 'application/wasm' : 'text/plain';
          const attrs = { rel: 'preload', href: `./${file}`, as: 'fetch', type, crossorigin: true };
          return { tag: 'link', attrs, injectTo: 'head' as const };
        });
      },
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [svelte(), preloadEngine()],
  define: { VIEWER_BYTES: JSON.stringify(viewerBytes()) },
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // WebAssembly and message files must stay files of their own.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: { port: 5173, strictPort: true, fs: { allow: ['..'] } },
});
