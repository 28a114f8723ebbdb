// The cutting optimiser beside the page. It works in slices so that a newer job cancels an older one at once.

import { initSync, Optimiser } from '../generated/engine/engine.js';
import type { Progress } from '../engine/types';
import type { FromWorker, ToWorker } from './messages';

/** How long a slice may take before messages are looked at, milliseconds. */
const slice_ms = 12;
/** Improvements come in bursts; the page is told at most this often, milliseconds. */
const pause_ms = 120;

type Job = { number: number; job: string };

let next: Job | null = null;
let running: { number: number; optimiser: Optimiser } | null = null;
let hasNews = false;
let toldAt = 0;

const turn = new MessageChannel();
turn.port1.onmessage = work;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'start') {
    initSync({ module: data.module });
    return;
  }
  const isIdle = next === null && running === null;
  next = { number: data.number, job: data.job };
  if (isIdle) turn.port2.postMessage(null);
};

function work(): void {
  const number = next?.number ?? running?.number ?? 0;
  try {
    if (next) begin(next);
    if (running) slice(running);
  } catch (error) {
    running = null;
    tell({ kind: 'failed', number, reason: String(error) });
  }
  if (running || next) turn.port2.postMessage(null);
}

function begin({ number, job }: Job): void {
  running?.optimiser.free();
  running = null;
  next = null;
  running = { number, optimiser: new Optimiser(job) };
  hasNews = false;
  toldAt = -Infinity;
}

function slice({ number, optimiser }: { number: number; optimiser: Optimiser }): void {
  const end = performance.now() + slice_ms;
  let isDone = false;
  do {
    const progress = JSON.parse(optimiser.step()) as Progress;
    hasNews ||= progress.improved;
    isDone = progress.done;
  } while (!isDone && performance.now() < end && !(hasNews && toldAt === -Infinity));

  const now = performance.now();
  if (isDone || (hasNews && now - toldAt >= pause_ms)) {
    tell({ kind: 'plan', number, plan: optimiser.plan(), done: isDone });
    hasNews = false;
    toldAt = now;
  }
  if (isDone) {
    optimiser.free();
    running = null;
  }
}

function tell(message: FromWorker): void {
  postMessage(message);
}
