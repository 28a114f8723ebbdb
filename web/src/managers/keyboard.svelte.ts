// The keys that work anywhere on the page. Fields keep their own keys, undo among them while something typed is not yet taken.

import { route, faces } from '../stores/route.svelte';
import { help } from '../stores/help.svelte';
import { selection } from '../stores/selection.svelte';
import { settings } from '../stores/settings.svelte';
import { pickNext, redo, takeOutNearest, undo } from './actions';
import { viewer } from './viewer.svelte';

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type=range], [type=radio], [type=checkbox]), select, textarea');
}

/** Whether undo takes back what is typed there: a field that stands as committed has nothing of its own to take back. */
function ownsUndo(target: EventTarget | null): boolean {
  return isField(target) && !(target as HTMLElement).matches('select, [data-committed]');
}

export function keyboard(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    if (event.altKey || ownsUndo(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) run(event, undo);
    else if (key === 'y' || key === 'z') run(event, redo);
    return;
  }
  if (isField(event.target) || event.altKey || document.querySelector('dialog[open]')) return;
  const face = faces[Number.parseInt(event.key, 10) - 1];
  if (face) return run(event, () => route.go(face));
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      return run(event, takeOutNearest);
    case 'Escape':
      // Not taken from the browser, which closes an open menu by it.
      if (!document.querySelector(':popover-open')) selection.clear();
      return;
    case '?':
      return run(event, () => (help.isOpen = true));
    case '+':
    case '=':
      return run(event, () => viewer.navigate('zoom-in'));
    case '-':
      return run(event, () => viewer.navigate('zoom-out'));
  }
  switch (event.key.toLowerCase()) {
    case 'n':
      return run(event, () => pickNext(1));
    case 'p':
      return run(event, () => pickNext(-1));
    case 'f':
      return run(event, () => viewer.look('front'));
    case 'h':
      return run(event, () => viewer.look('home'));
    case 'e':
      return run(event, () => (settings.picture = settings.picture === '3d' ? 'elevation' : '3d'));
    case 'o':
      return run(event, () => (settings.frontsOpen = !settings.frontsOpen));
  }
}

function run(event: KeyboardEvent, action: () => void): void {
  event.preventDefault();
  action();
}
