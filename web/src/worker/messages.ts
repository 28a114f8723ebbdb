// What the page and its worker say to each other.

export type ToWorker =
  /** The compiled engine, first of all. */
  | { kind: 'start'; module: WebAssembly.Module }
  /** Boards to place; whatever ran before is dropped. */
  | { kind: 'job'; number: number; job: string };

export type FromWorker =
  /** A plan for the job of that number, for the session unread. */
  | { kind: 'plan'; number: number; plan: string; done: boolean }
  | { kind: 'failed'; number: number; reason: string };
