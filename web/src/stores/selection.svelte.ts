// What is picked and what lies under the pointer, the same for 3D view, elevation, sheets and table.

import type { OpeningView, View } from '../engine/types';

/** Where in the picture something is: its middle, upper and lower edge in CSS pixels from the picture's corner. */
export type Spot = { x: number; top: number; bottom: number };

class Selection {
  /** A compartment, or the place of a base, a back and the like. */
  compartment = $state<string | null>(null);
  boards = $state.raw<readonly string[]>([]);
  hoverCompartment = $state<string | null>(null);
  hoverBoards = $state.raw<readonly string[]>([]);
  /** True while the choices of the picked compartment are open beside it. */
  choicesOpen = $state(false);
  /** True when the choices were asked for by keyboard, so that the focus goes into them. */
  choicesWantFocus = $state(false);
  /** Where it was picked, or is, as far as that is known. */
  at = $state.raw<Spot | null>(null);

  readonly lit = $derived(new Set([...this.boards, ...this.hoverBoards]));

  pick(compartment: string | null, at: Spot | null = null, openChoices = true, focus = false): void {
    this.compartment = compartment;
    this.boards = [];
    this.at = at;
    this.choicesOpen = compartment !== null && openChoices;
    this.choicesWantFocus = focus;
  }

  pickBoards(boards: readonly string[]): void {
    this.boards = boards;
  }

  hover(boards: readonly string[], compartment: string | null = null): void {
    if (boards.length === 0 && this.hoverBoards.length === 0 && compartment === this.hoverCompartment) return;
    this.hoverBoards = boards;
    this.hoverCompartment = compartment;
  }

  clear(): void {
    this.pick(null);
  }

  /** After an edit: keeps what is still there, and follows a compartment that was divided or joined. */
  follow(before: View | null, now: View): void {
    const keys = new Set(now.boards.map((board) => board.key));
    if (this.boards.some((key) => !keys.has(key))) this.boards = this.boards.filter((key) => keys.has(key));
    if (this.hoverBoards.some((key) => !keys.has(key))) this.hoverBoards = [];
    if (!this.compartment) return;
    const next = successor(this.compartment, before, now);
    if (next === this.compartment) return;
    this.compartment = next;
    this.at = null;
    if (!next) this.choicesOpen = false;
  }
}

/** The compartment that stands where `key` stood: itself, the first one inside it, or the one it became part of. The place
 * of a base or a back stays, whatever fills it. */
function successor(key: string, before: View | null, now: View): string | null {
  const openings = new Map(now.openings.map((opening) => [opening.key, opening]));
  if (openings.get(key)?.is_mount) return key;
  let start: string | undefined = key;
  while (start && !openings.has(start)) start = parentOpening(start, before);
  const opening = start ? openings.get(start) : undefined;
  return opening ? firstCompartment(opening, now) : null;
}

function parentOpening(key: string, view: View | null): string | undefined {
  const node = Number.parseInt(key, 10);
  return view?.nodes.find((candidate) => candidate.node === node)?.opening ?? undefined;
}

function firstCompartment(opening: OpeningView, view: View): string | null {
  if (opening.is_compartment) return opening.key;
  for (const inner of view.openings) {
    if (opening.nodes.includes(Number.parseInt(inner.key, 10))) {
      const found = firstCompartment(inner, view);
      if (found) return found;
    }
  }
  return null;
}

export const selection = new Selection();
