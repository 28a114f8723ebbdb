// What a workshop asks: it sums, follows the rates of the workshop, and leaves the cutting plan alone.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, openPage, planned, save, usable } from './browser.mjs';
import { face } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
  ({ context, page, faults } = await openPage(browser, { face: 'report' }));
  await planned(page);
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const card = () => page.locator('section[aria-labelledby=report-quote]');
const fen = (text) => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);

/** The column's lines and its net and total. */
async function column(at) {
  await card().locator('table').waitFor();
  const lines = await card().locator(`tbody tr td:nth-of-type(${at + 1})`).allInnerTexts();
  const totals = await card().locator(`tfoot tr td:nth-of-type(${at + 1})`).allInnerTexts();
  return { lines: lines.map(fen), net: fen(totals[0]), total: fen(totals[1]) };
}

test('both quotes sum to the fen, and alone costs more than with other orders', async () => {
  const together = await column(0);
  const alone = await column(1);
  for (const { lines, net, total } of [together, alone]) {
    assert.equal(lines.reduce((sum, one) => sum + one, 0), total);
    assert.equal(net + lines.at(-1), total);
  }
  assert.ok(together.total < alone.total);
  await save(page, 'quote');
});

test('a rate of one’s own changes the quote, stays, and leaves the plan alone', async () => {
  const before = await column(0);
  await face(page, 'boards');
  const boards = () => page.locator('.sheet .board').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  await planned(page);
  const plan = await boards();
  await page.locator('#workshop > summary').click();
  await page.locator('#rates > summary').click();
  const rate = page.locator('#rule-rate_setup');
  await rate.fill('¥ 500,50');
  await rate.press('Enter');
  await rate.blur();
  assert.equal(await rate.inputValue(), '500.50');
  assert.deepEqual(await boards(), plan);
  await page.locator('#rule-rate_margin').fill('200');
  await page.locator('#rule-rate_margin').press('Enter');
  await page.locator('#rates [role=alert]').waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(await violations(page), []);
  await face(page, 'report');
  const after = await column(0);
  assert.ok(after.total > before.total);
  await page.reload();
  await usable(page);
  await planned(page);
  assert.deepEqual(await column(0), after);
});
