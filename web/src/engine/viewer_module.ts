// The face of viewer.wasm (the Bevy app). What goes in and comes out as JSON is in types/viewer.ts.

import type { Look, Navigation } from './types/viewer';

export type ViewerModule = {
  default: (options: { module_or_path: Promise<Response> | Response }) => Promise<unknown>;
  start: (canvas_selector: string, on_event: (json: string) => void) => void;
  set_scene: (scene: string) => void;
  set_selection: (marks: string) => void;
  set_hover: (marks: string) => void;
  set_style: (style: string) => void;
  look: (view: Look) => void;
  navigate: (action: Navigation) => void;
  frame_count: () => number;
  stop: () => void;
};

type Loader = () => Promise<ViewerModule>;
const modules = import.meta.glob<ViewerModule>('../generated/viewer/viewer.js') as Record<string, Loader>;
const files = import.meta.glob<string>('../generated/viewer/viewer_bg.wasm', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Size of viewer.wasm as built, for the progress bar: what is counted is the uncompressed stream. */
declare const VIEWER_BYTES: number;

/** Fetches and starts the module; `onProgress` hears of shares from 0 to 1. */
export async function loadViewer(onProgress: (share: number) => void): Promise<ViewerModule> {
  const [load] = Object.values(modules);
  const [url] = Object.values(files);
  if (!load || !url) throw new Error('the 3D view is not part of this build');
  const [module, response] = await Promise.all([load(), fetch(url, { priority: 'low' })]);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  // A copy is counted and the live response compiled: a response of our own making would lose the browser's code cache.
  void count(response.clone(), onProgress);
  await module.default({ module_or_path: response });
  return module;
}

async function count(response: Response, onProgress: (share: number) => void): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  let bytes = 0;
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.byteLength;
      onProgress(Math.min(1, bytes / VIEWER_BYTES));
    }
  } catch {
    // The live response reports the same failure.
  }
}
