// Base and back: picked in the picture, by touch, by keys and in the list; exchanged, taken out and put in again.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, openPage, save } from './browser.mjs';
import { allChoices, boardCount, compartments, placed, undoButton } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => ({ context, page, faults } = await openPage(browser)));
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const base = () => page.locator('.stage g.mount');
const choice = (name) => page.locator('.choices button', { hasText: name });
const boards = () => boardCount(page);

async function exchanges() {
  const first = await boards();
  const instead = choice(/ instead of /);
  const [, wanted, other] = /⇄ (.+) instead of (.+)/.exec(await instead.innerText());
  await instead.click();
  await choice(`⇄ ${other} instead of ${wanted}`).waitFor();
  assert.notEqual(await boards(), first);
  assert.equal(await base().getAttribute('aria-pressed'), 'true', 'what came in its place is picked');
  await undoButton(page).click();
  assert.equal(await boards(), first);
  assert.ok(!(await undoButton(page).isEnabled()), 'one step');
}

test('a click on the base offers another one in its place, in one step of undo', async () => {
  const { x, y, width, height } = await base().boundingBox();
  await page.mouse.click(x + width / 2, y + height / 2);
  await page.locator('.choices').waitFor();
  await placed(page);
  await save(page, 'base-picked');
  await exchanges();
});

test('the base is reached by arrow keys and Enter', async () => {
  await compartments(page).first().focus();
  for (let i = 0; i < 8 && !(await base().evaluate((one) => one === document.activeElement)); i += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('.choices button:focus').waitFor();
  await exchanges();
});

test('a back is taken out and put in again from the choices of a compartment', async () => {
  const first = await boards();
  await compartments(page).first().dispatchEvent('click', { detail: 1 });
  await allChoices(page);
  await choice('Rear ›').click();
  await choice('− Back panel').click();
  assert.ok((await boards()) < first);
  await choice('+ Back panel').click();
  assert.equal(await boards(), first);
  await choice('− Back panel').waitFor();
});

test('an empty base is found in the list of places', async () => {
  const first = await boards();
  const places = page.locator('.inside select').first();
  await places.selectOption({ label: 'Base' });
  const chips = page.locator('.inside .chips').first().locator('.chip');
  await chips.filter({ hasText: '−' }).click();
  assert.ok((await boards()) < first);
  assert.equal(await base().count(), 0);
  assert.equal(await places.locator('option:checked').innerText(), 'Base', 'an empty place stays picked');
  await chips.filter({ hasText: '+ Legs' }).click();
  await base().waitFor();
});
