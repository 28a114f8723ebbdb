// What buttons and keys both do.

import type { Edit, RemovalView } from '../engine/types';
import { joined, label, say, t } from '../i18n/messages.svelte';
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

/** The mark of an edit that puts something in: added, or in the place of something else. */
export function sign(edit: Edit): string {
  return 'exchange' in edit ? '⇄' : '+';
}

/** Takes something out. What sits in it goes along: that is said, with the way back. */
export function takeOut({ edit, label: name, along }: RemovalView, since = performance.now()): void {
  const problems = design.edit(edit, 0, since);
  refused(problems);
  if (problems.length > 0 || along.length === 0) return notices.drop('taken-along');
  const all = [...new Set(along)].map((one) => {
    const many = along.filter((other) => other === one).length;
    return many > 1 ? `${label(one)} × ${many}` : label(one);
  });
  notices.show({
    subject: 'taken-along',
    tone: 'plain',
    text: t('page.compartment.took.along', { what: label(name), along: joined(all) }),
    action: { label: t('page.undo'), run: undo },
  });
  // After the next change undo would take back something else.
  const end = design.follow((cause) => {
    if (cause === 'planned') return;
    notices.drop('taken-along');
    end();
  });
}

/** Takes out what is nearest to the picked compartment. */
export function takeOutNearest(): void {
  const [nearest] = design.choices(selection.compartment).removals;
  if (nearest) takeOut(nearest);
}

/** Picks the compartment `step` further in the order of the model; base and back come last. */
export function pickNext(step: 1 | -1): void {
  const keys = design.places.map((opening) => opening.key);
  if (keys.length === 0) return;
  const at = selection.compartment ? keys.indexOf(selection.compartment) : step === 1 ? -1 : 0;
  const next = keys[(at + step + keys.length) % keys.length];
  if (next) selection.pick(next, null, false);
}
