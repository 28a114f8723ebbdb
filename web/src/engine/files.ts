// Files in any format, written by a worker that starts with the first.

import type { FileAsked, FileWritten } from '../worker/messages';

let worker: Worker | null = null;
let asked = 0;
const wanted = new Map<number, (written: FileWritten) => void>();

/** Writes a file; never rejects, as what went wrong is part of the answer. */
export function writeFile(what: Omit<FileAsked, 'number'>): Promise<FileWritten> {
  const number = (asked += 1);
  worker ??= startWorker();
  worker.postMessage({ ...what, number } satisfies FileAsked);
  return new Promise((resolve) => wanted.set(number, resolve));
}

function startWorker(): Worker {
  const started = new Worker(new URL('../worker/files.ts', import.meta.url), { type: 'module' });
  started.onmessage = ({ data }: MessageEvent<FileWritten>) => answer(data);
  started.onerror = ({ message }) => {
    worker = null;
    for (const number of [...wanted.keys()]) answer({ number, bytes: new Uint8Array(), problems: [], failed: message || 'worker' });
  };
  return started;
}

function answer(written: FileWritten): void {
  wanted.get(written.number)?.(written);
  wanted.delete(written.number);
}
