// The sheet on the saw, and how far each sheet has been cut. Kept in the browser: a saw is no place to start over. How far
// is kept for all tabs, known by the sheet's own cuts; which one is on the saw for this tab, as long as its plan is there.

import type { PlanView, SheetView } from '../engine/types';

const key = 'boardwright:saw';
const sheet_key = 'boardwright:saw-sheet';
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

function sheetsOf(plan: PlanView): SheetView[] {
  return plan.groups.flatMap((group) => group.patterns);
}

class Saw {
  /** The plan being cut: it stays as it is while someone saws by it. */
  plan = $state.raw<PlanView | null>(null);
  /** Which of its sheets, counted through all materials. */
  sheet = $state(0);
  #cuts = $state.raw(new Map(read()));

  open(plan: PlanView, id: string): void {
    this.plan = plan;
    this.sheet = Math.max(0, sheetsOf(plan).findIndex((sheet) => sheet.id === id));
  }

  close(): void {
    this.plan = null;
  }

  /** Goes on with the sheet that was on the saw when the page was left, if the plan is still the one with that sheet. */
  restore(plan: PlanView | null | undefined): void {
    try {
      const id = sessionStorage.getItem(sheet_key);
      if (plan && id && sheetsOf(plan).some((sheet) => sheet.id === id)) this.open(plan, id);
    } catch {
      // Storage is switched off: nothing was kept.
    }
  }

  /** Keeps which sheet is on the saw; none when no one saws. */
  remember(id = ''): void {
    try {
      sessionStorage.setItem(sheet_key, id);
    } catch {
      // Storage is switched off: a reload closes the view.
    }
  }

  /** The cut at which a sheet is, from 0. */
  cut(id: string): number {
    return this.#cuts.get(id) ?? 0;
  }

  setCut(id: string, cut: number): void {
    // Another tab may have sawn meanwhile.
    const others = [...new Map([...this.#cuts, ...read()])].filter(([other]) => other !== id).slice(1 - most_sheets);
    this.#cuts = new Map([...others, [id, cut]]);
    try {
      localStorage.setItem(key, JSON.stringify([...this.#cuts]));
    } catch {
      // Storage is switched off: the place holds until the page is closed.
    }
  }
}

export const saw = new Saw();
