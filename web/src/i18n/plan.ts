// A cutting plan in words.

import type { CutListRow, PlanView, SheetLot } from '../engine/types';
import { formatLength, formatLengthBare, formatMoney } from './format';
import { plural, t } from './messages.svelte';

/** How far the plan may be from the best there is. */
export function gapText({ is_optimal, gap_sheets, gap_fen, kept, unplaced }: PlanView): string {
  const short = unplaced.reduce((sum, { keys }) => sum + keys.length, 0);
  if (short > 0) return plural('page.boards.short', short);
  if (is_optimal) return t(kept > 0 ? 'page.boards.optimal.kept' : 'page.boards.optimal');
  return gap_sheets > 0 ? plural('page.boards.gap', gap_sheets) : t('page.boards.gap.none', { money: formatMoney(gap_fen) });
}

/** Sheets or offcuts of one size, or several sizes of them. */
export function lotsText(lots: SheetLot[], areAllOffcuts = false): string {
  const texts = lots.map(({ length_um, width_um, quantity, is_offcut }) => {
    const size = t('page.list.size', { length: formatLengthBare(length_um), width: formatLength(width_um) });
    const lot = quantity > 1 ? t('page.boards.lot', { count: quantity, size }) : size;
    return is_offcut && !areAllOffcuts ? `${t('page.boards.stock')} ${lot}` : lot;
  });
  return texts.join(t('page.comma'));
}

/** Whether a board is first cut larger than it is cut in the end. */
export function isOversize({ cut_um, oversize_um }: CutListRow): boolean {
  return cut_um.some((um, i) => um !== oversize_um[i]);
}
