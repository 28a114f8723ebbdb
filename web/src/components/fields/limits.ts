// How far a value may go, in words.

import type { Field } from '../../engine/types';
import { atLeast, atMost, formatCount, formatLength, formatLengthBare } from '../../i18n/format';
import { say, t } from '../../i18n/messages.svelte';

/** From the smallest to the largest value, and why not more; nothing for what has no limits. */
export function limitsText(field: Field): string {
  if (field.kind !== 'length' && field.kind !== 'count') return '';
  const [min, max] =
    field.kind === 'length'
      ? [formatLengthBare(atLeast(field.min_um)), formatLength(atMost(field.max_um))]
      : [formatCount(field.min), formatCount(field.max)];
  if (field.max_reason) return t('page.field.from-to.max', { min, max, reason: say(field.max_reason) });
  if (field.min_reason) return t('page.field.from-to.min', { min, max, reason: say(field.min_reason) });
  return t('page.field.from-to', { min, max });
}
