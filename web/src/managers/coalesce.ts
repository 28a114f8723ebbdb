// At most one edit per frame while a slider or handle is pulled: the first at once, then the latest of each frame.

type Run = (since: number) => void;

export class Coalescer {
  #waiting: { run: Run; since: number } | null = null;
  #frame = 0;

  /** Runs now, or replaces what waits for the next frame. `since` is when the person acted. */
  push(since: number, run: Run): void {
    if (this.#frame === 0) {
      run(since);
      this.#frame = requestAnimationFrame(this.#next);
    } else {
      this.#waiting = { run, since: this.#waiting?.since ?? since };
    }
  }

  /** Runs what waits; called when the pull ends. */
  flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.run(waiting.since);
  }

  #next = (): void => {
    this.#frame = 0;
    const waiting = this.#waiting;
    if (!waiting) return;
    this.#waiting = null;
    waiting.run(waiting.since);
    this.#frame = requestAnimationFrame(this.#next);
  };
}

export const coalescer = new Coalescer();
