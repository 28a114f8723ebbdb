// Step 6: both languages, light and dark, units.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { launch, openPage, planned, save, texts, usable } from './browser.mjs';
import { face, sizeField } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const language = () => page.evaluate(() => document.documentElement.lang);
const theme = () => page.evaluate(() => document.documentElement.dataset.theme);

test('the first language is the browser’s', async () => {
  ({ context, page, faults } = await openPage(browser, { locale: 'zh-CN' }));
  assert.equal(await language(), 'zh-CN');
  await page.locator('nav:visible', { hasText: '排版' }).waitFor();
  await planned(page);
  await save(page, 'design-zh');
});

test('the language switches in place and stays after a reload', async () => {
  ({ context, page, faults } = await openPage(browser));
  assert.equal(await language(), 'en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.locator('nav:visible', { hasText: '排版' }).waitFor();
  assert.equal(await language(), 'zh-CN');
  await page.reload();
  await usable(page);
  assert.equal(await language(), 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await page.locator('nav:visible', { hasText: 'Boards' }).waitFor();
});

test('no text is missing in any face of either language', async () => {
  for (const locale of ['en-US', 'zh-CN']) {
    ({ context, page, faults } = await openPage(browser, { locale }));
    for (const name of ['design', 'boards', 'report', 'files']) {
      await face(page, name);
      await planned(page);
      const words = await page.locator('body').evaluate((body) => {
        const labels = [...body.querySelectorAll('[aria-label], [title]')].flatMap((element) => [element.getAttribute('aria-label'), element.getAttribute('title')]);
        return [body.innerText, ...labels].join('\n');
      });
      assert.deepEqual(words.match(/\b(page|module|parameter|board|problem|check|edit|design|role|band|opening|limit|badge)\.[a-z-]+/g) ?? [], [], `${locale} ${name}`);
      assert.doesNotMatch(words, /\{[a-z_]+\}/, `${locale} ${name}`);
      if (locale === 'zh-CN') await save(page, `${name}-zh`);
    }
    if (locale === 'en-US') {
      await context.close();
      assert.deepEqual(faults, []);
    }
  }
});

test('both languages have the same keys', () => {
  assert.deepEqual(Object.keys(texts('zh-CN')).sort(), Object.keys(texts('en')).sort());
});

test('dark and light by choice, by the device otherwise', async () => {
  ({ context, page, faults } = await openPage(browser, { colorScheme: 'dark' }));
  assert.equal(await theme(), 'dark');
  await save(page, 'design-dark');
  await page.locator('[popovertarget=settings]').click();
  await page.getByText('Light', { exact: true }).click();
  assert.equal(await theme(), 'light');
  await page.reload();
  await usable(page);
  assert.equal(await theme(), 'light');
  await page.locator('[popovertarget=settings]').click();
  await page.getByText('As the device').click();
  assert.equal(await theme(), 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
});

test('lengths are shown and typed in the chosen unit', async () => {
  ({ context, page, faults } = await openPage(browser));
  const field = await sizeField(page, 'width');
  await page.locator('[popovertarget=settings]').click();
  await page.getByText('inches', { exact: true }).click();
  await page.keyboard.press('Escape');
  assert.match(await field.inputValue(), / in$/);
  await field.fill('80');
  await field.press('Enter');
  assert.equal(await field.inputValue(), '80 in');
  await page.locator('[popovertarget=settings]').click();
  await page.getByText('mm', { exact: true }).click();
  assert.equal(await field.inputValue(), '2032 mm');
});

test('the limits shown are lengths one can type, whatever the unit', async () => {
  ({ context, page, faults } = await openPage(browser));
  for (const unit of ['inches', 'inches, decimal', 'cm', 'mm']) {
    await page.locator('[popovertarget=settings]').click();
    await page.getByText(unit, { exact: true }).click();
    await page.keyboard.press('Escape');
    for (const axis of ['width', 'height', 'depth']) {
      const field = await sizeField(page, axis);
      const hint = await page.locator(`#${await field.getAttribute('id')}-hint`).innerText();
      const limits = hint.replaceAll('\u202f', ' ').match(/^([\d ./]+?) to ([\d ./]+\d)/).slice(1);
      for (const limit of limits) {
        await field.fill(limit);
        await field.press('Enter');
        const said = (await page.locator('.size [role=alert]').allInnerTexts()).join(' ');
        // What stands inside may need more room; the limit itself never stands against what it says.
        assert.doesNotMatch(said, new RegExp(`\\b${axis}: .*(above the largest|below the smallest)`, 'i'), `${axis} ${limit} ${unit}`);
        await field.press('Escape');
      }
    }
  }
});

test('inches are typed with fractions and feet', async () => {
  ({ context, page, faults } = await openPage(browser));
  const field = await sizeField(page, 'width');
  await page.locator('[popovertarget=settings]').click();
  await page.getByText('inches', { exact: true }).click();
  await page.keyboard.press('Escape');
  for (const [typed, read] of [['60 1/2', '60 1/2 in'], [`5'6"`, '66 in'], ['70″', '70 in'], ['70.875', '70 7/8 in']]) {
    await field.fill(typed);
    await field.press('Enter');
    await page.waitForFunction(([id, wanted]) => document.getElementById(id).value === wanted, [await field.getAttribute('id'), read]);
  }
});
