// Undo and redo outlive a reload, another design in between, and a design that was taken off and brought back.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, openPage, usable } from './browser.mjs';
import { face, redoButton, setSize, sizeField, undoButton } from './hands.mjs';

let browser, context, page, faults, first;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
  ({ context, page, faults } = await openPage(browser));
  first = await width();
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const width = async () => (await sizeField(page, 'width')).inputValue();
const saved = () => page.locator('header .state', { hasText: 'saved' }).waitFor();

async function goesThroughBoth() {
  await undoButton(page).click();
  assert.equal(await width(), '1500 mm');
  await undoButton(page).click();
  assert.equal(await width(), first);
  assert.ok(!(await undoButton(page).isEnabled()));
  await redoButton(page).click();
  await redoButton(page).click();
  assert.equal(await width(), '1600 mm');
}

test('undo and redo go on after a reload, even one right after an edit', async () => {
  await setSize(page, 'width', '1500');
  await setSize(page, 'width', '1600');
  await page.reload();
  await usable(page);
  assert.match(await undoButton(page).getAttribute('title'), /^Undo: .{3,}/);
  await goesThroughBoth();
  await undoButton(page).click();
  await saved();
  await page.reload();
  await usable(page);
  assert.equal(await width(), '1500 mm');
  await redoButton(page).click();
  assert.equal(await width(), '1600 mm');
});

test('a design opened again goes on with its own steps', async () => {
  await setSize(page, 'width', '1500');
  await setSize(page, 'width', '1600');
  await saved();
  await face(page, 'files');
  await page.locator('.starter').nth(1).click();
  await page.locator('main.face.design').waitFor();
  assert.ok(!(await undoButton(page).isEnabled()), 'another design has no steps yet');
  await setSize(page, 'width', '1111');
  await saved();
  await face(page, 'files');
  await page.locator('section[aria-labelledby=files-kept] li').filter({ hasText: 'Wardrobe' }).getByRole('button').first().click();
  await page.locator('main.face.design').waitFor();
  await page.waitForFunction(() => !document.querySelector('header .tools button').disabled);
  await goesThroughBoth();
});
