// What the page and its workers say to each other.

import type { BarsView, Problem, Progress } from '../engine/types';

export type ToWorker =
  /** The compiled optimiser, before which all else waits, and after how many steps a search rests: without limit but in tests. */
  | { kind: 'start'; module: WebAssembly.Module; mostSteps: number }
  /** Boards to place, and which share of the search is this worker's; whatever ran before is dropped. */
  | { kind: 'job'; number: number; job: string; worker: number; workers: number; known: string | null }
  /** How good the best plan so far is, for the engine unread. */
  | { kind: 'known'; number: number; known: string }
  /** Rest; what was found stays, so that the search can go on from there. */
  | { kind: 'pause'; number: number }
  /** Go on where the search rested, or beyond its usual work. */
  | { kind: 'resume'; number: number }
  /** Bars to saw, for the engine unread. */
  | { kind: 'bars'; number: number; bars: string }
  /** The design has changed: let go of everything. */
  | { kind: 'drop' };

export type FromWorker =
  /** How far the search of that number is, with a plan for the session, unread, where it is better than what is known. */
  | { kind: 'news'; number: number; plan: string | null; progress: Progress }
  | { kind: 'bars'; number: number; sawn: BarsView[] }
  | { kind: 'failed'; number: number; reason: string };

/** A file that is wanted; texts as the session saves them and as the engine reads them. */
export type FileAsked = { number: number; format: string; design: string; workshop: string; plan: string; language: string; texts: string; room: string };

/** The file, or what stands against it, or why it can't be written at all. */
export type FileWritten = { number: number; bytes: Uint8Array<ArrayBuffer>; problems: Problem[]; failed: string | null };
