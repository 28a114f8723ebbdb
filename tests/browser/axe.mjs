// What axe-core finds against accessibility on the page as it is.

import { AxeBuilder } from '@axe-core/playwright';

/**
 * The violations in words. Nothing else is worked out, and the page has no frames, so that axe needs no second page to
 * bring its findings together.
 */
export async function violations(page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} — ${failureSummary}`).join('\n')}`);
}
