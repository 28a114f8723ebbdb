// The price on show has settled: while a plan is looked for the last one stays and says so.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPlanned, planned, someSteps } from './browser.mjs';
import { setSize } from './hands.mjs';

let browser, page, faults;
before(async () => {
  browser = await launch();
  ({ page, faults } = await openPlanned(browser, { steps: someSteps }));
});
after(async () => {
  await browser.close();
  assert.deepEqual(faults, []);
});

const shown = () => page.locator('.foot .price strong').innerText();
const amount = (text) => Number(text.replace(/[^\d.−-]/g, '').replace('−', '-'));

test('the settled price stays while a plan is looked for, and the change is between settled prices', async () => {
  const before = await shown();
  await page.evaluate(() => {
    const box = document.querySelector('.foot .top');
    globalThis.seen = new Set();
    const look = () => box.querySelector('[data-settled=false]') && globalThis.seen.add(box.querySelector('strong').innerText);
    new MutationObserver(look).observe(box, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await setSize(page, 'width', '1500');
  await page.locator('.foot .note', { hasText: 'refin' }).waitFor();
  // A second edit before the first has settled counts from the same price.
  await setSize(page, 'height', '2000');
  await planned(page);
  const change = await page.locator('.foot .change').innerText();
  assert.deepEqual(await page.evaluate(() => [...globalThis.seen]), [before]);
  const now = await shown();
  assert.notEqual(now, before);
  // Whole yuan are shown of a price.
  assert.ok(Math.abs(amount(now) - amount(before) - amount(change)) <= 1, `${before} ${change} ${now}`);
});
