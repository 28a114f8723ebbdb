// No axe-core violation in any face, theme or size; everything by keyboard.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, openPage, openPlanned, planned, save } from './browser.mjs';
import { boardCount, compartments, face, sizeField, undoButton } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing on the ${size}, ${colorScheme}`, async () => {
      ({ context, page, faults } = await openPlanned(browser, { viewport, colorScheme }));
      for (const name of ['design', 'boards', 'report', 'files']) {
        await face(page, name);
        await planned(page);
        assert.deepEqual(await violations(page), [], name);
        await save(page, `${size}-${colorScheme}-${name}`);
      }
      await face(page, 'design');
      await compartments(page).first().click({ force: true });
      await page.locator('.choices').waitFor();
      assert.deepEqual(await violations(page), [], 'choices');
      await save(page, `${size}-${colorScheme}-choices`);
    });
  }
}

test('axe finds nothing in settings, help and problems', async () => {
  ({ context, page, faults } = await openPage(browser));
  await page.locator('[popovertarget=settings]').click();
  assert.deepEqual(await violations(page), [], 'settings');
  await page.keyboard.press('Escape');
  const field = await sizeField(page, 'width');
  await field.fill('banana');
  await field.press('Enter');
  assert.deepEqual(await violations(page), [], 'problem');
  await field.press('Escape');
  await field.blur();
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  assert.deepEqual(await violations(page), [], 'help');
});

test('a shelf goes in and out by keyboard alone', async () => {
  ({ context, page, faults } = await openPage(browser));
  const boards = await boardCount(page);
  const reached = async (matches) => {
    for (let i = 0; i < 80; i += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, matches)) return;
    }
    assert.fail(`Tab never reaches ${matches}`);
  };
  await reached('g.compartment');
  const first = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  assert.notEqual(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), first);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.closest('.choices') !== null);
  for (let i = 0; i < 20; i += 1) {
    const name = await page.evaluate(() => document.activeElement.innerText);
    if (/^\+ .*shelf/i.test(name)) break;
    await page.keyboard.press('ArrowRight');
  }
  await page.keyboard.press('Enter');
  assert.ok((await boardCount(page)) > boards);
  await page.waitForFunction(() => document.activeElement?.closest('.choices') !== null);
  const what = await undoButton(page).getAttribute('title');
  await page.keyboard.press('Delete');
  await page.waitForFunction((before) => document.querySelector('header .tools button').title !== before, what);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.closest('.choices') === null);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.ok(await undoButton(page).isDisabled());
  assert.equal(await boardCount(page), boards);
  for (const [key, name] of [['2', 'boards'], ['3', 'report'], ['4', 'files'], ['1', 'design']]) {
    await page.keyboard.press(key);
    await page.locator(`main.face.${name}`).waitFor();
  }
});

test('a change of price is told to screen readers, politely', async () => {
  ({ context, page, faults } = await openPage(browser));
  await planned(page);
  const field = await sizeField(page, 'width');
  await field.fill('1500');
  await field.press('Enter');
  await page.locator('[role=status][aria-live=polite]', { hasText: /^Price .*(less|more)/ }).waitFor({ state: 'attached' });
});
