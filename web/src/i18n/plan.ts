// A cutting plan in words.

import type { PlanView } from '../engine/types';
import { formatMoney } from './format';
import { plural, t } from './messages.svelte';

/** How far the plan may be from the best there is. */
export function gapText({ is_optimal, gap_sheets, gap_fen, kept, unplaced }: PlanView): string {
  const short = unplaced.reduce((sum, { keys }) => sum + keys.length, 0);
  if (short > 0) return plural('page.boards.short', short);
  if (is_optimal) return t(kept > 0 ? 'page.boards.optimal.kept' : 'page.boards.optimal');
  return gap_sheets > 0 ? plural('page.boards.gap', gap_sheets) : t('page.boards.gap.none', { money: formatMoney(gap_fen) });
}
