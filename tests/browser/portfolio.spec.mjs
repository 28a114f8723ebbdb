// Several workers search one job: the plan in the end doesn't depend on how many.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { allSteps, launch, openPage, planned } from './browser.mjs';
import { face, setSize } from './hands.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Opens the page as on a machine with that many cores. */
const openOn = (cores) => openPage(browser, { face: 'boards', cores, steps: allSteps });

async function plan(page) {
  await planned(page);
  return page.evaluate(() => ({
    summary: [...document.querySelectorAll('section[aria-label="Cutting plan"] dd, section[aria-label="Cutting plan"] dt')].map((cell) => cell.innerText),
    price: document.querySelector('.foot .price strong').innerText,
    boards: [...document.querySelectorAll('.sheet .board')].map((board) => board.getAttribute('aria-label')),
  }));
}

test('one worker and three come to the same plan, the command line’s', async () => {
  const plans = [];
  for (const cores of [1, 4]) {
    const { context, page, faults } = await openOn(cores);
    assert.equal(await page.evaluate(() => navigator.hardwareConcurrency), cores);
    plans.push(await plan(page));
    assert.deepEqual(faults, []);
    assert.equal(page.workers().length, cores === 1 ? 1 : 3);
    await context.close();
  }
  assert.deepEqual(plans[0], plans[1]);
  const cli = process.env.BOARDWRIGHT_CLI;
  const design = new URL('../../assets/designs/wardrobe.boardwright.json', import.meta.url).pathname;
  const wanted = JSON.parse(execFileSync(cli, ['cut', design], { stdio: ['ignore', 'pipe', 'ignore'] }));
  assert.equal(plans[0].summary.find((text) => /sheets$/.test(text)), `${wanted.sheets} sheets`);
  assert.ok(plans[0].summary.some((text) => text === `${wanted.cuts} cuts`));
});

test('a newer design drops what runs on every worker', async () => {
  const { context, page, faults } = await openOn(5);
  await page.locator('.sheet .board').first().waitFor();
  await face(page, 'design');
  for (const width of ['1500', '1600', '1700', '1800']) {
    await setSize(page, 'width', width);
    await page.waitForTimeout(200);
  }
  await face(page, 'boards');
  const first = await plan(page);
  assert.equal(page.workers().length, 4);
  await context.close();
  const again = await openOn(1);
  await face(again.page, 'design');
  await setSize(again.page, 'width', '1600');
  await setSize(again.page, 'width', '1800');
  await face(again.page, 'boards');
  assert.deepEqual(await plan(again.page), first);
  await again.context.close();
  assert.deepEqual([...faults, ...again.faults], []);
});
