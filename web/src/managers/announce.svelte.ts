// Tells screen readers the price once it has settled: not on every step of a slider.

import { formatMoney } from '../i18n/format';
import { t } from '../i18n/messages.svelte';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';

const quiet_ms = 900;

export function changeText(change: number): string {
  return t(change < 0 ? 'page.price.less' : 'page.price.more', { amount: formatMoney(Math.abs(change)) });
}

export function announceChanges(): void {
  // Each better plan brings its price: the same one said again would talk over the end of the search.
  let said = '';
  $effect(() => {
    const price = design.price;
    if (!price?.change) return;
    const text = t('page.price.announce.change', { price: formatMoney(price.fen), change: changeText(price.change) });
    const key = `${design.view?.revision} ${text}`;
    if (key === said) return;
    const timer = setTimeout(() => {
      said = key;
      notices.speak(text);
    }, quiet_ms);
    return () => clearTimeout(timer);
  });
}
