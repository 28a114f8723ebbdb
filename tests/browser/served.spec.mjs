// The page as a host serves it: types, brotli twins, how long what is kept, and a policy that the page never goes against.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { address, launch, openPage } from './browser.mjs';

/** What the server answers, byte by byte: `fetch` would unpack it. */
async function ask(path, { method = 'GET', ...headers } = {}) {
  const asked = request(address, { path, method, headers }).end();
  const [answer] = await once(asked, 'response');
  const body = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, body };
}

/** The files that the page loads until all faces are there. */
async function loaded() {
  const browser = await launch();
  try {
    const { page, faults } = await openPage(browser);
    await page.waitForFunction(() => performance.getEntriesByType('resource').filter(({ name }) => /\/faces-/.test(name)).length === 2);
    const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname));
    assert.deepEqual(faults, []);
    return [...new Set(['/', ...names])];
  } finally {
    await browser.close();
  }
}

const types = { '/': 'text/html;charset=utf-8', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml', txt: 'text/plain', wasm: 'application/wasm' };

test('every file comes with its type, as small as it gets, and is kept for as long as its name says', async () => {
  const files = await loaded();
  for (const kind of Object.keys(types)) assert.ok(files.some((file) => file.endsWith(kind)), `no ${kind} among ${files}`);
  for (const file of files) {
    const [plain, small] = [await ask(file), await ask(file, { 'accept-encoding': 'gzip, deflate, br' })];
    assert.deepEqual([plain.status, small.status], [200, 200], file);
    assert.equal(plain.headers['content-type'], types[Object.keys(types).find((kind) => file.endsWith(kind))], file);
    assert.equal(small.headers['content-type'], plain.headers['content-type'], file);
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(plain.headers['x-content-type-options'], 'nosniff');
    assert.equal(plain.headers['cache-control'], file.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache', file);
    assert.equal(small.headers.vary, 'Accept-Encoding');
    if (plain.body.length < 1024) continue;
    assert.equal(small.headers['content-encoding'], 'br', file);
    assert.deepEqual(brotliDecompressSync(small.body), plain.body, file);
    const again = await ask(file, { 'accept-encoding': 'br', 'if-none-match': small.headers.etag });
    assert.deepEqual([again.status, again.body.length], [304, 0], file);
  }
});

test('no script or style stands in the page, and its policy lets none in', async () => {
  const { headers, body } = await ask('/');
  assert.doesNotMatch(body.toString(), /<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=/);
  const policy = Object.fromEntries(headers['content-security-policy'].split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1).join(' ')]));
  assert.equal(policy['default-src'], "'none'");
  assert.equal(policy['script-src'], "'self' 'wasm-unsafe-eval'");
  assert.equal(policy['style-src'], "'self'");
  assert.doesNotMatch(headers['content-security-policy'], /unsafe-inline|'unsafe-eval'|\*|https?:/);
});

test('only what lies in the folder is served, and only read', async () => {
  for (const path of ['/nothing.js', '/../package.json', '/%2e%2e/package.json', '/assets/..%2f..%2fpackage.json', '/assets']) {
    assert.equal((await ask(path)).status, 404, path);
  }
  assert.equal((await ask('/', { method: 'POST' })).status, 405);
  const head = await ask('/', { method: 'HEAD' });
  assert.deepEqual([head.status, head.body.length], [200, 0]);
  assert.ok(Number(head.headers['content-length']) > 0);
});

test('the server takes the next port where one is taken, on this machine alone, and ends with whoever started it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'boardwright-served-'));
  writeFileSync(join(folder, '_headers'), '/*\n  X-Test: yes\n');
  const script = new URL('../../web/scripts/serve.mjs', import.meta.url).pathname;
  const start = async (...ports) => {
    const child = spawn('node', [script, folder, ...ports], { stdio: ['pipe', 'pipe', 'ignore'] });
    const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
    return { child, url: String(line).trim() };
  };
  const first = await start('0');
  try {
    assert.match(first.url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
    const port = Number(new URL(first.url).port);
    assert.equal((await fetch(first.url)).headers.get('x-test'), 'yes');
    assert.equal((await start(String(port))).url, '1', 'a taken port is refused');
    const second = await start(String(port), String(port + 20));
    assert.ok(Number(new URL(second.url).port) > port);
    second.child.stdin.end();
    await once(second.child, 'exit');
    await assert.rejects(fetch(second.url));
  } finally {
    first.child.kill();
    rmSync(folder, { recursive: true });
  }
});
