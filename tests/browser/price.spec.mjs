// The price on show has settled: while a plan is looked for the last one stays and says so.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, openPlanned, planned, someSteps, usable } from './browser.mjs';
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

test('planned with other orders a little less board costs a little less, at once, and no plan moves it', async () => {
  const { context, page, faults } = await openPage(browser, { settings: { picture: 'elevation', basis: 'together' } });
  const shown = () => page.locator('.foot .price strong').innerText();
  const yuan = async () => Number((await shown()).replace(/[^\d.]/g, ''));
  const isSettled = () => page.locator('.foot .price').getAttribute('data-settled');
  let last = await yuan();
  for (const width of [1700, 1600, 1500, 1400]) {
    await setSize(page, 'width', String(width));
    assert.equal(await isSettled(), 'true');
    const now = await yuan();
    assert.ok(now < last && now > last * 0.9, `${width} mm: ${now} after ${last}`);
    last = now;
  }
  const before = await shown();
  await planned(page);
  assert.equal(await shown(), before);
  // Alone it is what the sheets cost; the choice is kept.
  await page.locator('a[href="#report"]:visible').click();
  await page.getByRole('radio', { name: 'planned alone' }).check({ force: true });
  await planned(page);
  const alone = await yuan();
  assert.ok(alone > last);
  await page.reload();
  await usable(page);
  await planned(page);
  assert.equal(await yuan(), alone);
  await page.getByRole('radio', { name: 'planned with other orders' }).check({ force: true });
  assert.equal(await yuan(), last);
  await context.close();
  assert.deepEqual(faults, []);
});
