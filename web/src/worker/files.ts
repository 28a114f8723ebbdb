// Writes files beside the page, from a module that is fetched when the first file is wanted.

import { Files, initSync } from '../generated/files/files.js';
import wasmUrl from '../generated/files/files_bg.wasm?url';
import shippedUrl from '../generated/shipped.txt?url';
import type { Problem } from '../engine/types';
import type { FileAsked, FileWritten } from './messages';

let files: Promise<Files> | null = null;

async function load(): Promise<Files> {
  const shipped = fetch(shippedUrl).then((response) => (response.ok ? response.text() : Promise.reject(new Error(`${shippedUrl}: ${response.status}`))));
  const [module, text] = await Promise.all([WebAssembly.compileStreaming(fetch(wasmUrl)), shipped]);
  initSync({ module });
  return new Files(text);
}

self.onmessage = async ({ data }: MessageEvent<FileAsked>) => {
  try {
    files ??= load();
    const writer = await files;
    writer.set_room(data.room);
    const written = writer.write(data.format, data.design, data.workshop, data.plan, data.language, data.texts);
    const problems = JSON.parse(written.problems()) as Problem[];
    // Copied out of the module's memory, so that it can be handed over.
    const bytes = new Uint8Array(written.bytes());
    written.free();
    tell({ number: data.number, bytes, problems, failed: null }, [bytes.buffer]);
  } catch (error) {
    // Another try begins with another fetch.
    files = null;
    tell({ number: data.number, bytes: new Uint8Array(), problems: [], failed: String(error) });
  }
};

function tell(message: FileWritten, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}
