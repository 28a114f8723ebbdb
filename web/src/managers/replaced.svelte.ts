// What was replaced for no added VOC in the open design, so that single replacements can be taken back.

import type { Replacement } from '../engine/types';
import { design } from '../stores/design.svelte';
import { refused } from './files';

class Replaced {
  #all = $state.raw<Replacement[]>([]);

  constructor() {
    design.follow((cause) => {
      if (cause === 'opened') this.#all = [];
    });
  }

  /** Those that are still in force. */
  readonly inForce = $derived(this.#all.filter((one) => isInForce(one)));

  make(replacements: readonly Replacement[]): void {
    const gesture = design.newGesture();
    const made = replacements.filter(({ edit }) => {
      const problems = design.edit(edit, gesture, performance.now());
      refused(problems);
      return problems.length === 0;
    });
    this.#all = [...this.inForce, ...made];
  }

  takeBack(some: readonly Replacement[]): void {
    const gesture = design.newGesture();
    for (const { back } of some) refused(design.edit(back, gesture, performance.now()));
    this.#all = this.#all.filter((one) => !some.includes(one));
  }
}

function isInForce({ kind, role, to }: Replacement): boolean {
  const { view } = design;
  if (kind === 'glue') return view?.glue.glue === to;
  return view?.materials.find((one) => one.role === role)?.surface?.coating === to;
}

export const replaced = new Replaced();
