// How far a value may go, in words.

import type { Field } from '../../engine/types';
import { atLeast, atMost, formatCount, formatLength, formatLengthBare } from '../../i18n/format';
import { say, t } from '../../i18n/messages.svelte';

/** From the smallest to the largest value, and why not more, or at the smallest why not less; nothing for what has no limits. */
export function limitsText(field: Field): string {
  if (field.kind !== 'length' && field.kind !== 'count') return '';
  const [min, max] =
    field.kind === 'length'
      ? [formatLengthBare(atLeast(field.min_um)), formatLength(atMost(field.max_um))]
      : [formatCount(field.min), formatCount(field.max)];
  const isLeast = field.kind === 'length' ? field.value_um === field.min_um : field.value === field.min;
  const reason = isLeast ? field.min_reason : field.max_reason;
  if (reason) return t('page.field.from-to.because', { min, max, reason: say(reason) });
  return t('page.field.from-to', { min, max });
}
