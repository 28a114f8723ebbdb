// One board of another material than its role: chosen, listed, shown, undone and reset.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { launch, openPage, save } from './browser.mjs';
import { face, picture, price, setSize, undoButton } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const section = () => page.locator('.part.material');
const where = () => section().getByLabel('Where');
const own = () => section().locator('ul li');
const otherDecor = () => section().locator('.decor input:not(:checked)').last();

test('a board gets a material of its own, which is listed and reset', async () => {
  ({ context, page, faults } = await openPage(browser));
  const [drawn, cost] = [await picture(page), await price(page)];
  const boards = await where().locator('optgroup option').allInnerTexts();
  assert.ok(boards.length > 3, boards.join());
  assert.equal(await own().count(), 0);

  await where().selectOption({ index: 1 });
  // A single board stays as thick as the rest.
  assert.equal(await section().getByRole('radiogroup', { name: 'Thickness' }).count(), 0);
  await otherDecor().check({ force: true });
  await own().first().waitFor();
  assert.equal(await own().count(), 1);
  assert.notEqual(await picture(page), drawn);
  assert.notEqual(await price(page), cost);
  await save(page, 'own-material');

  // It stays after an edit elsewhere, and a choice for all others leaves it alone.
  await setSize(page, 'depth', '560');
  assert.equal(await own().count(), 1);
  await where().selectOption({ index: 0 });
  await otherDecor().check({ force: true });
  await undoButton(page).click();
  await undoButton(page).click();
  assert.equal(await own().count(), 1);

  await own().first().getByRole('button', { name: /^As the rest/ }).click();
  assert.equal(await own().count(), 0);
  assert.equal(await picture(page), drawn);
  assert.equal(await price(page), cost);
  await undoButton(page).click();
  assert.equal(await own().count(), 1);
});

test('what is picked in a list is chosen for alone, and all of it is reset at once', async () => {
  ({ context, page, faults } = await openPage(browser));
  const names = await where().locator('optgroup option').allInnerTexts();
  for (const index of [2, 3]) {
    await where().selectOption({ index });
    await otherDecor().check({ force: true });
  }
  assert.equal(await own().count(), 2);
  await where().selectOption({ index: 0 });
  await own().first().locator('.name').click();
  assert.equal(await where().locator('option:checked').innerText(), names[1]);
  await section().getByRole('button', { name: 'All as the rest' }).click();
  assert.equal(await own().count(), 0);

  // A board that stands alone in the cut list is picked there.
  await face(page, 'boards');
  await page.locator('tbody tr', { has: page.locator('td:nth-child(6)', { hasText: /^1$/ }) }).first().locator('.pick').click();
  await face(page, 'design');
  await section().getByRole('button', { name: /^Choose for .+ only$/ }).click();
  assert.notEqual(await where().inputValue(), '');
});
