// What buttons and keys both do.

import { say, t } from '../i18n/messages.svelte';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { selection } from '../stores/selection.svelte';
import { refused } from './files';

export function undo(): void {
  const what = design.undo();
  if (what) notices.speak(t('page.undone', { what: say(what) }));
}

export function redo(): void {
  const what = design.redo();
  if (what) notices.speak(t('page.redone', { what: say(what) }));
}

/** Takes out what is nearest to the picked compartment. */
export function takeOutNearest(): void {
  const [nearest] = design.choices(selection.compartment).removals;
  if (nearest) refused(design.edit(nearest.edit, 0, performance.now()));
}

/** Picks the compartment `step` further in the order of the model. */
export function pickNext(step: 1 | -1): void {
  const keys = design.compartments.map((opening) => opening.key);
  if (keys.length === 0) return;
  const at = selection.compartment ? keys.indexOf(selection.compartment) : step === 1 ? -1 : 0;
  const next = keys[(at + step + keys.length) % keys.length];
  if (next) selection.pick(next, null, false);
}
