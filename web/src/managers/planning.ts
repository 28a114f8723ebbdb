// Keeps the worker busy with the newest design and brings its plans back. Edits never wait for it.

import { design } from '../stores/design.svelte';
import type { FromWorker, ToWorker } from '../worker/messages';

/** Starts the worker; the promise is kept when the first plan is there, or won't come. */
export function startPlanning(module: WebAssembly.Module): Promise<void> {
  const { promise, resolve } = withResolver();
  let number = 0;
  let hasFirstPlan = false;
  const worker = new Worker(new URL('../worker/optimiser.ts', import.meta.url), { type: 'module' });
  const tell = (message: ToWorker) => worker.postMessage(message);

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.number !== number) return;
    resolve();
    if (data.kind === 'failed') {
      console.warn(`cutting plan: ${data.reason}`);
      design.withoutPlan();
      return;
    }
    if (data.done) design.isPlanning = false;
    design.setPlan(data.plan);
    if (!hasFirstPlan) {
      hasFirstPlan = true;
      performance.mark('boardwright:first-plan');
    }
  };
  worker.onerror = () => {
    resolve();
    design.withoutPlan();
  };
  tell({ kind: 'start', module });

  const plan = () => {
    design.isPlanning = true;
    tell({ kind: 'job', number: ++number, job: design.engine.job() });
  };
  design.follow((cause) => {
    if (cause !== 'planned') plan();
  });
  if (design.view) plan();
  return promise;
}

function withResolver(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
