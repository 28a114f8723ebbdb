// Health and climate: surfaces and glue are chosen, figures open, no added VOC is switched on, compared and taken back.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, openPage, save, usable } from './browser.mjs';
import { face, picture, undoButton } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => ({ context, page, faults } = await openPage(browser)));
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const air = () => page.locator('#section-air');
const figure = (name) => air().locator('.figure', { hasText: name });
const value = (name) => figure(name).locator('summary .value').innerText();
const voc = () => value('VOC released');
const switched = () => page.locator('#no-added-voc');
/** Prices and switch are worked out while the page is idle. */
const switchedTo = (state) => page.waitForFunction((wanted) => document.querySelector('#no-added-voc').getAttribute('aria-checked') === wanted, state);

/** Fronts of raw MDF in sage, coated. */
async function coat(coating) {
  await page.locator('.material .chips .chip', { hasText: 'Fronts' }).click();
  await page.locator('.material .boards summary').click();
  await page.locator('.material .board', { hasText: 'MDF, raw' }).locator('input').check();
  await page.locator('#surface').selectOption(coating);
  await page.locator('.material .colour', { has: page.locator('[aria-label="Sage green"]') }).click();
}

test('a coating shows in the picture, the price, the figures and the report', async () => {
  const first = { drawn: await picture(page), voc: await voc() };
  await coat('waterborne-pu');
  assert.notEqual(await picture(page), first.drawn);
  assert.notEqual(await voc(), first.voc);
  assert.match(await figure('VOC released').locator('summary').innerText(), /Waterborne/);
  await page.locator('.material .chip', { hasText: 'Gloss' }).click();
  await face(page, 'report');
  const rows = page.locator('section[aria-labelledby=report-coatings] tbody tr');
  assert.equal(await rows.count(), 2);
  assert.match(await rows.first().innerText(), /Waterborne/);
  await save(page, 'coated-report');
});

test('a figure opens to its lines, its formula and its source', async () => {
  const formaldehyde = figure('Formaldehyde');
  await formaldehyde.locator('summary').click();
  assert.match(await formaldehyde.innerText(), /31\.200 m³/);
  assert.ok((await formaldehyde.locator('li').count()) >= 2);
  assert.match(await formaldehyde.locator('a').first().getAttribute('href'), /^https?:/);
  const before = await value('Formaldehyde');
  await page.getByLabel('Air changes an hour').fill('1,5');
  await page.getByLabel('Air changes an hour').press('Enter');
  assert.ok(Number.parseFloat(await value('Formaldehyde')) < Number.parseFloat(before));
  const cool = await value('Formaldehyde');
  await page.getByLabel('Temperature').fill('28');
  await page.getByLabel('Temperature').press('Enter');
  assert.ok(Number.parseFloat(await value('Formaldehyde')) > Number.parseFloat(cool), 'warmth brings more of it');
  await page.getByLabel('Humidity').fill('95');
  await page.getByLabel('Humidity').press('Enter');
  await air().locator('[role=alert]').waitFor();
  await page.getByLabel('Humidity').fill('50');
  await page.getByLabel('Humidity').press('Enter');
  await page.getByLabel('Volume').fill('nonsense');
  await page.getByLabel('Volume').press('Enter');
  await air().locator('[role=alert]').waitFor();
  await page.getByLabel('Target').selectOption('us');
  await formaldehyde.locator('summary .over').waitFor();
  await page.reload();
  await usable(page);
  assert.equal(await page.getByLabel('Air changes an hour').inputValue(), '1.5', 'the room is kept');
});

test('no added VOC: three prices, what replaces what, one step of undo, single ones taken back', async () => {
  await coat('solvent-pu');
  const much = await voc();
  assert.match(much, / g$/);
  await air().locator('li', { hasText: 'Powder coating' }).waitFor();
  assert.equal(await air().locator('dl dd').count(), 3);
  const boards = await picture(page);
  await switched().click();
  await air().locator('li', { hasText: 'take back' }).first().waitFor();
  assert.equal(await air().locator('li', { hasText: 'take back' }).count(), 2);
  await switchedTo('true');
  assert.equal(await voc(), '0 mg');
  assert.equal(await picture(page), boards, 'the same colour and the same boards');
  await save(page, 'no-added-voc');
  await air().locator('li', { hasText: 'Powder' }).getByRole('button').click();
  assert.equal(await page.locator('#surface').inputValue(), 'solvent-pu');
  await switchedTo('false');
  await undoButton(page).click();
  await undoButton(page).click();
  assert.equal(await voc(), much);
  await switchedTo('false');
});

test('what a record lacks is not estimated, and said', async () => {
  await page.locator('.material .chips .chip', { hasText: 'Body' }).first().click();
  await page.locator('.material .boards summary').click();
  await page.locator('.material .board', { hasText: 'lockboard' }).locator('input').check();
  assert.equal(await value('Fossil carbon'), 'not estimated');
  await figure('Fossil carbon').locator('summary').click();
  assert.match(await figure('Fossil carbon').locator('li').first().innerText(), /carbon_fossil_g_per_m3/);
  assert.equal(await figure('Fossil carbon').getAttribute('data-status'), 'missing');
});

test('the section passes axe in both languages, opened', async () => {
  await coat('solvent-pu');
  for (const summary of await air().locator('.figure summary').all()) await summary.click();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: '中文' }).click();
  await page.locator('#section-air h2', { hasText: '环保' }).waitFor();
  assert.deepEqual(await violations(page), []);
});
