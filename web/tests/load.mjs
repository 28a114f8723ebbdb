// Loads a module of the page in Node.js as Vite compiles it. State is plain there: effects and drawing are the browser tests'.

import { after } from 'node:test';
import { createServer } from 'vite';

const server = await createServer({ root: new URL('..', import.meta.url).pathname, logLevel: 'error', appType: 'custom', server: { middlewareMode: true, ws: false, watch: null }, optimizeDeps: { noDiscovery: true } });
after(() => server.close());

/** `path` is below web/src. */
export const load = (path) => server.ssrLoadModule(`/src/${path}`);
