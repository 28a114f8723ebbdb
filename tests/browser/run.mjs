// Runs the tests in Chromium: two files at once where there is memory for two browsers, else one after the other.
// Arguments name the files; all of them otherwise.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism, freemem } from 'node:os';

/** What a browser with the 3D view in software rendering takes at most, bytes, and some to spare. */
const memory = 2.5e9;
const here = new URL('.', import.meta.url).pathname;
const named = process.argv.slice(2);
const all = () => readdirSync(here).filter((name) => name.endsWith('.spec.mjs'));
const files = named.length > 0 ? named : all();
const atOnce = availableParallelism() >= 2 && freemem() > 2 * memory ? 2 : 1;

const options = ['--test', '--test-reporter=spec', `--test-concurrency=${atOnce}`, '--test-timeout=1200000'];
const { status } = spawnSync(process.execPath, [...options, ...files], { cwd: here, stdio: 'inherit' });
process.exitCode = status ?? 1;
