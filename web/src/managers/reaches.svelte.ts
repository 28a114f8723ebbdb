// How far the sizes of the pieces can go with what stands inside: tried out by the engine while the page is idle.

import type { Reach } from '../engine/types';
import { design } from '../stores/design.svelte';
import { whenIdle } from './idle';

/** Edits follow each other closely while a slider is pulled: nothing is tried before they rest, in milliseconds. */
const rest_ms = 150;

class Reaches {
  /** By item and axis; those of the revision before stay until they are tried anew. */
  #all = $state.raw(new Map<string, Reach>());
  /** True when they are those of the design as it is. */
  areNew = $state(false);

  of(item: number, axis: number): Reach | undefined {
    return this.#all.get(`${item}/${axis}`);
  }

  /** Tries all anew, an axis at a time; what it gives back stops that. */
  find(items: readonly number[]): () => void {
    const all = new Map<string, Reach>();
    this.areNew = false;
    const left = items.flatMap((item) => [0, 1, 2].map((axis) => [item, axis] as const));
    let stop: () => void = () => clearTimeout(timer);
    const step = (): void => {
      const next = left.shift();
      if (!next) {
        this.#all = all;
        this.areNew = true;
        return;
      }
      const [item, axis] = next;
      const reach = design.engine.reach(item, axis);
      if (reach) all.set(`${item}/${axis}`, reach);
      stop = whenIdle(step, 500);
    };
    const timer = setTimeout(() => (stop = whenIdle(step, 500)), rest_ms);
    return () => stop();
  }
}

export const reaches = new Reaches();
