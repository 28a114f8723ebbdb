// The search as a person meets it: stopped, gone on with, after another goal. It does all of its work here.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { allSteps, launch, openPlanned, planned } from './browser.mjs';
import { face, heard, listen, setSize } from './hands.mjs';

let browser, page, faults;
before(async () => {
  browser = await launch();
  ({ page, faults } = await openPlanned(browser, { face: 'boards', steps: allSteps }));
});
after(() => browser.close());
afterEach(() => assert.deepEqual(faults, []));

const state = () => page.locator('#search-state').innerText();
const answer = (name) => page.getByRole('button', { name });

test('another goal costs no sheet and gets what it is after', async () => {
  const figures = async () => {
    await planned(page);
    return page.locator('section[aria-label="Cutting plan"] dd').allInnerTexts();
  };
  // Turning a piece counts as two cuts.
  const sawing = async () => {
    const [cuts, turns] = await Promise.all([
      page.locator('section[aria-label="Cutting plan"] dd').nth(3).innerText(),
      page.locator('section[aria-label="Cutting plan"] dt').nth(3).innerText(),
    ]);
    return Number(cuts.replace(/\D/g, '')) + 2 * Number(turns.match(/(\d+) turns?/)[1]);
  };
  const before = await figures();
  const sawingBefore = await sawing();
  await page.getByRole('radio', { name: 'Least sawing' }).focus();
  await page.keyboard.press('Space');
  const now = await figures();
  assert.equal(now[0], before[0]);
  assert.ok((await sawing()) <= sawingBefore);
  await page.reload();
  await planned(page);
  assert.ok(await page.getByRole('radio', { name: 'Least sawing' }).isChecked());
  assert.deepEqual(await figures(), now);
});

test('the search can be stopped and gone on with, by keyboard, and says so politely', async () => {
  await face(page, 'design');
  await setSize(page, 'width', '1900');
  await face(page, 'boards');
  await page.locator('.sheet .board').first().waitFor();
  await listen(page);
  await page.waitForFunction(() => document.querySelector('.boards')?.ariaBusy !== 'true');
  if ((await state()).startsWith('Looking')) {
    await answer('Good enough').focus();
    await page.keyboard.press('Enter');
    assert.match(await state(), /stopped/);
    await heard(page, /^Search stopped: \d+ sheets?, /);
  }
  const before = Number((await page.locator('dd', { hasText: /sheets?$/ }).first().innerText()).replace(/\D/g, ''));
  const figures = () => page.locator('section[aria-label="Cutting plan"] dl').innerText();
  const figuresBefore = await figures();
  await answer('Keep improving').focus();
  await page.keyboard.press('Space');
  assert.match(await state(), /Looking/);
  await planned(page);
  await heard(page, /^Search(ed on, nothing better found| finished, )/);
  const after = Number((await page.locator('dd', { hasText: /sheets?$/ }).first().innerText()).replace(/\D/g, ''));
  assert.ok(after <= before);
  // A search that brought nothing says so, and then nothing has changed.
  if ((await state()).startsWith('Searched on')) assert.equal(await figures(), figuresBefore);
});
