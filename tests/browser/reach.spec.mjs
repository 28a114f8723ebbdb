// What can be reached on every screen: name, picture, form, meanings; and what the page says of what it opens and hands out.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import { launch, openPage, save, someSteps } from './browser.mjs';
import { face, setSize, sizeField } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

for (const [width, height] of [[900, 700], [720, 450], [390, 844], [320, 568]]) {
  test(`the name can be edited on ${width} × ${height}`, async () => {
    ({ context, page, faults } = await openPage(browser, { viewport: { width, height } }));
    const name = page.locator('header .name input');
    assert.ok((await name.boundingBox()).width >= 60);
    await name.fill('Hall');
    await name.press('Enter');
    assert.equal(await name.inputValue(), 'Hall');
    assert.equal(await page.title(), 'Hall · Boardwright');
    const { scroll, inner } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, inner: innerWidth }));
    assert.ok(scroll <= inner, `${scroll} > ${inner}`);
  });
}

for (const [width, height] of [[720, 450], [844, 390], [667, 375]]) {
  test(`picture and form have room on ${width} × ${height}`, async () => {
    ({ context, page, faults } = await openPage(browser, { viewport: { width, height } }));
    const drawing = await page.locator('.stage .drawing').boundingBox();
    assert.ok(drawing.height >= 0.4 * height, `the picture is ${drawing.height} high`);
    const fields = await page.evaluate(() => {
      const bottom = document.querySelector('.foot').getBoundingClientRect().top;
      return [...document.querySelectorAll('.part.size .text')].filter((field) => field.getBoundingClientRect().bottom <= bottom).length;
    });
    assert.ok(fields >= 2, `${fields} fields in view`);
    const cut = await page.evaluate(() => [...document.querySelectorAll('.foot :is(strong, dd, button)')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML));
    assert.deepEqual(cut, []);
    for (const name of ['boards', 'report', 'files', 'design']) await face(page, name);
    await save(page, `low-${width}`);
  });
}

test('what a class means is reached by a tap and by keys', async () => {
  ({ context, page, faults } = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }));
  await page.locator('.tabs button', { hasText: 'Material' }).tap();
  const word = page.locator('.chosen button.badge').first();
  const meaning = page.locator(`#${await word.getAttribute('popovertarget')}`);
  assert.ok(!(await meaning.isVisible()));
  await word.tap();
  assert.ok((await meaning.innerText()).length > 15);
  await save(page, 'meaning-phone');
  await page.keyboard.press('Escape');
  assert.ok(!(await meaning.isVisible()));
  await word.press('Enter');
  assert.ok(await meaning.isVisible());
});

test('an opened file is looked at, under its own title', async () => {
  ({ context, page, faults } = await openPage(browser, { face: 'files' }));
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save design' }).click()]);
  const design = JSON.parse(await readFile(await file.path(), 'utf8'));
  const text = JSON.stringify({ ...design, name: 'From a file' });
  await page.locator('input[type=file]').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.locator('main.face.design').waitFor();
  assert.equal(await page.title(), 'From a file · Boardwright');
});

test('a cut list without sheet numbers says so, and comes again with them when asked', async () => {
  ({ context, page, faults } = await openPage(browser, { steps: someSteps }));
  await setSize(page, 'width', '1500');
  await face(page, 'files');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download CSV' }).first().click()]);
  const sheets = async (one) => {
    const [head, ...rows] = (await readFile(await one.path(), 'utf8')).trim().split(/\r?\n/);
    const at = head.split(',').indexOf('Sheets');
    assert.ok(at > 0, head);
    return rows.map((row) => row.split(',').at(at - head.split(',').length));
  };
  assert.ok((await sheets(file)).every((cell) => cell === ''));
  const notice = page.locator('.notice', { hasText: 'no sheet numbers' });
  const [again] = await Promise.all([page.waitForEvent('download'), notice.getByRole('button', { name: /Download again/ }).click()]);
  assert.ok((await sheets(again)).every((cell) => cell !== ''));
});

test('inches are shown as on a tape, as decimals where one asks', async () => {
  ({ context, page, faults } = await openPage(browser));
  const field = await sizeField(page, 'width');
  const choose = async (unit) => {
    await page.locator('[popovertarget=settings]').click();
    await page.getByText(unit, { exact: true }).click();
    await page.keyboard.press('Escape');
  };
  await choose('inches');
  assert.equal(await field.inputValue(), '70 7/8 in');
  await field.focus();
  await field.blur();
  await choose('mm');
  assert.equal(await field.inputValue(), '1800 mm', 'what is shown rounded is not taken for a new size');
  await choose('inches, decimal');
  assert.equal(await field.inputValue(), '70.8661 in');
});
