// Work for when the page has nothing else to do.

/** Runs something when the page is idle, at the latest after `timeout` milliseconds; what it gives back calls it off. */
export function whenIdle(run: () => void, timeout: number): () => void {
  if ('requestIdleCallback' in globalThis) {
    const id = requestIdleCallback(run, { timeout });
    return () => cancelIdleCallback(id);
  }
  const id = setTimeout(run, Math.min(timeout, 200));
  return () => clearTimeout(id);
}
