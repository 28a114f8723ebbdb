// Serves the built page on this machine as a host would: brotli where a file has a twin, and the headers of `_headers`.
//
//     node serve.mjs FOLDER FIRST_PORT [LAST_PORT]
//
// Takes the first free port (0 for any), prints the address and serves until its standard input ends.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

const [folder, ...ports] = process.argv.slice(2);
const [first, last = first] = ports.map(Number);
const methods = ['GET', 'HEAD'];
const rules = read(readFileSync(join(folder, '_headers'), 'utf8'));
// It looks for a file when it is asked for one: what is built meanwhile is served as it is then.
const files = sirv(folder, { brotli: true, dev: true, etag: true });

const server = createServer((request, response) => {
  const [pathname] = request.url.split(/[?#]/);
  for (const { pattern, headers } of rules) {
    if (pattern.test(pathname)) for (const [name, value] of headers) response.setHeader(name, value);
  }
  if (methods.includes(request.method)) files(request, response);
  else response.writeHead(405, { Allow: methods.join(', ') }).end();
});

/** Reads the rules of a `_headers` file: a path, in which a star is anything, and below it, indented, what is sent. */
function read(text) {
  const rules = [];
  for (const line of text.split('\n').filter((line) => /^\s*[^\s#]/.test(line))) {
    if (/^\S/.test(line)) {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
      rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
    } else {
      const [, name, value] = line.match(/^\s+([^:]+):\s*(.*?)\s*$/);
      rules.at(-1).headers.push([name, value]);
    }
  }
  return rules;
}

function listen(port) {
  server.once('error', (error) => {
    const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
    if (isTaken && port < last) return listen(port + 1);
    console.error(String(error));
    process.exit(1);
  });
  server.listen(port, '127.0.0.1');
}

server.once('listening', () => console.log(`http://127.0.0.1:${server.address().port}/`));
listen(first);
process.stdin.on('end', () => process.exit()).resume();
