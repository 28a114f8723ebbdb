// The sheet on the saw, and how far each sheet has been cut. Kept in the browser: a saw is no place to start over.

import type { PlanView } from '../engine/types';

const key = 'boardwright:saw';
/** More sheets than this are not remembered, the oldest are forgotten first. */
const most_sheets = 100;

function read(): [string, number][] {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '[]') as unknown;
    return Array.isArray(kept) ? (kept as [string, number][]) : [];
  } catch {
    return [];
  }
}

class Saw {
  /** The plan being cut: it stays as it is while someone saws by it. */
  plan = $state.raw<PlanView | null>(null);
  /** Which of its sheets, counted through all materials. */
  sheet = $state(0);
  #cuts = $state.raw(new Map(read()));

  open(plan: PlanView, id: string): void {
    this.plan = plan;
    this.sheet = Math.max(0, plan.groups.flatMap((group) => group.patterns).findIndex((sheet) => sheet.id === id));
  }

  close(): void {
    this.plan = null;
  }

  /** The cut at which a sheet is, from 0. */
  cut(id: string): number {
    return this.#cuts.get(id) ?? 0;
  }

  setCut(id: string, cut: number): void {
    const others = [...this.#cuts].filter(([other]) => other !== id).slice(1 - most_sheets);
    this.#cuts = new Map([...others, [id, cut]]);
    try {
      localStorage.setItem(key, JSON.stringify([...this.#cuts]));
    } catch {
      // Storage is switched off: the place holds until the page is closed.
    }
  }
}

export const saw = new Saw();
