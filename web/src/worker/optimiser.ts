// The cutting optimiser beside the page. It works in slices so that a newer job cancels an older one at once.

import { initSync, Optimiser, saw_bars } from '../generated/optimiser/optimiser.js';
import type { BarsView, Progress } from '../engine/types';
import type { FromWorker, ToWorker } from './messages';

/** How long a slice may take before messages are looked at, milliseconds. */
const slice_ms = 6;
/** Improvements come in bursts; the page is told at most this often, milliseconds. */
const pause_ms = 120;

type Job = Extract<ToWorker, { kind: 'job' }>;
type Search = { number: number; optimiser: Optimiser; hasNews: boolean; toldAt: number; isDone: boolean; steps: number };

let next: Job | null = null;
let search: Search | null = null;
/** The search that rests. */
let resting = 0;
let isTurning = false;
let mostSteps = Infinity;

const turn = new MessageChannel();
turn.port1.onmessage = work;

/** What was said before the optimiser was there; none once it is. */
let waiting: ToWorker[] | null = [];

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'start') {
    initSync({ module: data.module });
    mostSteps = data.mostSteps;
    const said = waiting ?? [];
    waiting = null;
    said.forEach(hear);
  } else if (waiting) {
    waiting.push(data);
  } else {
    hear(data);
  }
};

function hear(data: ToWorker): void {
  if (data.kind === 'bars') {
    tell({ kind: 'bars', number: data.number, sawn: JSON.parse(saw_bars(data.bars)) as BarsView[] });
  } else if (data.kind === 'job') {
    next = data;
    takeTurn();
  } else if (data.kind === 'drop') {
    next = null;
    drop();
  } else if (data.kind === 'pause') {
    resting = data.number;
  } else if (data.kind === 'resume') {
    resting = 0;
    if (search?.number === data.number) resume(search);
  } else if (data.kind === 'known' && next?.number === data.number) {
    next.known = data.known;
  } else if (data.kind === 'known' && search?.number === data.number) {
    search.optimiser.learn(data.known);
  }
}

function takeTurn(): void {
  if (!isTurning) turn.port2.postMessage(null);
  isTurning = true;
}

function work(): void {
  isTurning = false;
  const number = next?.number ?? search?.number ?? 0;
  try {
    if (next) begin(next);
    if (search && isAwake(search)) slice(search);
  } catch (error) {
    search = null;
    tell({ kind: 'failed', number, reason: String(error) });
  }
  if (next || (search && isAwake(search))) takeTurn();
}

function isAwake({ number, isDone }: Search): boolean {
  return !isDone && number !== resting;
}

function begin({ number, job, worker, workers, known }: Job): void {
  drop();
  next = null;
  const optimiser = Optimiser.share(job, worker, workers);
  if (known) optimiser.learn(known);
  // The first plan is wanted at once; what others add to it is not in such a hurry.
  search = { number, optimiser, hasNews: false, toldAt: worker === 0 ? -Infinity : performance.now(), isDone: false, steps: 0 };
}

function drop(): void {
  search?.optimiser.free();
  search = null;
}

function resume(search: Search): void {
  if (search.isDone) search.optimiser.extend();
  search.isDone = false;
  search.steps = 0;
  takeTurn();
}

function slice(search: Search): void {
  const end = performance.now() + slice_ms;
  let progress: Progress;
  do progress = step(search);
  while (!progress.done && performance.now() < end && !(search.hasNews && search.toldAt === -Infinity));

  const now = performance.now();
  if (!progress.done && now - search.toldAt < pause_ms) return;
  // The end is told with the plan, better or not: it may prove that another worker's can't be bettered.
  const plan = search.hasNews || progress.done ? search.optimiser.plan() : null;
  tell({ kind: 'news', number: search.number, plan, progress });
  search.hasNews = false;
  search.toldAt = now;
  search.isDone = progress.done;
}

function step(search: Search): Progress {
  const progress = JSON.parse(search.optimiser.step()) as Progress;
  search.hasNews ||= progress.improved;
  search.steps += 1;
  progress.done ||= search.steps >= mostSteps;
  return progress;
}

function tell(message: FromWorker): void {
  postMessage(message);
}
