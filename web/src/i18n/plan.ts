// A cutting plan in words.

import type { PlanView } from '../engine/types';
import { plural, t } from './messages.svelte';

/** How far the plan may be from the best there is. */
export function gapText({ is_optimal, gap_sheets, kept }: PlanView): string {
  if (is_optimal) return t(kept > 0 ? 'page.boards.optimal.kept' : 'page.boards.optimal');
  return gap_sheets > 0 ? plural('page.boards.gap', gap_sheets) : t('page.boards.gap.none');
}
