// What the page and its workers say to each other.

import type { Progress } from '../engine/types';

export type ToWorker =
  /** The compiled engine, first of all, and after how many steps a search rests: without limit but in tests. */
  | { kind: 'start'; module: WebAssembly.Module; mostSteps: number }
  /** Boards to place, and which share of the search is this worker's; whatever ran before is dropped. */
  | { kind: 'job'; number: number; job: string; worker: number; workers: number; known: string | null }
  /** How good the best plan so far is, for the engine unread. */
  | { kind: 'known'; number: number; known: string }
  /** Rest; what was found stays, so that the search can go on from there. */
  | { kind: 'pause'; number: number }
  /** Go on where the search rested, or beyond its usual work. */
  | { kind: 'resume'; number: number }
  /** The design has changed: let go of everything. */
  | { kind: 'drop' };

export type FromWorker =
  /** How far the search of that number is, with a plan for the session, unread, where it is better than what is known. */
  | { kind: 'news'; number: number; plan: string | null; progress: Progress }
  | { kind: 'failed'; number: number; reason: string };
