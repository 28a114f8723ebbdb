// Step 5: cut list and design as files, opened again identically; damaged files; nothing lost by a reload.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import Papa from 'papaparse';
import { address, launch, openPage, planned, save, usable, watch } from './browser.mjs';
import { face, picture, price, putIn, setSize, sizeField } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => ({ context, page, faults } = await openPage(browser)));
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

async function download(name) {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).first().click()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

async function open(name, text) {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

const saved = () => page.locator('header .state', { hasText: 'saved' }).waitFor();

test('the CSV holds the cut list, read by another reader', async () => {
  await face(page, 'boards');
  await planned(page);
  await page.locator('#search-state', { hasText: /^Search/ }).waitFor();
  const shown = await page.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({ cut: row.cells[3].innerText.replace(/\s/g, ''), quantity: row.cells[5].innerText })),
  );
  await face(page, 'files');
  const { name, text } = await download('Download CSV');
  assert.match(name, /\.csv$/);
  const { data, errors } = Papa.parse(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  assert.deepEqual(errors, []);
  assert.equal(data.length, shown.length);
  const widths = new Set(data.map((row) => Object.keys(row).length));
  assert.equal(widths.size, 1);
  data.forEach((row, i) => {
    const values = Object.values(row);
    const [length, width] = shown[i].cut.split('×');
    for (const value of [length, width, shown[i].quantity]) {
      assert.ok(values.some((cell) => Number(cell) === Number(value)), `row ${i + 1} lacks ${value}: ${values.join(' | ')}`);
    }
    // The search rests, so that every board has a sheet; edges are named for people.
    assert.equal(row.Sheets.split(' ').length, Number(shown[i].quantity));
    for (const edge of ['Edge L1', 'Edge L2', 'Edge W1', 'Edge W2']) assert.match(row[edge], /^$|^PP band [\d.]+ mm$/);
  });
});

test('a name with commas, quotes, formulas and emoji comes out of the CSV safely', async () => {
  const name = page.locator('header .name input');
  await name.fill('=cmd(), "big" 🚪');
  await name.press('Enter');
  await face(page, 'files');
  const { text } = await download('Download CSV');
  const { data, errors } = Papa.parse(text.replace(/^\ufeff/, ''), { skipEmptyLines: true });
  assert.deepEqual(errors, []);
  for (const cell of data.flat()) assert.doesNotMatch(cell, /^[=+@]/);
});

test('a saved design opens again identically', async () => {
  await setSize(page, 'width', '1800');
  await putIn(page, 'fixed-shelf');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.mouse.move(2, 2);
  const [drawn, cost] = [await picture(page), await price(page)];
  await face(page, 'files');
  const file = await download('Save design');
  assert.match(file.name, /\.boardwright\.json$/);
  assert.equal(typeof JSON.parse(file.text).version, 'number');

  await page.locator('.starter').nth(1).click();
  await page.locator('main.face.design').waitFor();
  assert.notEqual(await price(page), cost);
  await face(page, 'files');
  await open(file.name, file.text);
  await page.locator('main.face.design').waitFor();
  await face(page, 'files');
  const again = await download('Save design');
  assert.equal(again.text, file.text);
  await face(page, 'design');
  assert.equal(await price(page), cost);
  assert.equal(await picture(page), drawn);
});

test('a damaged file says what is wrong and leaves the design alone', async () => {
  await setSize(page, 'width', '1700');
  const drawn = await picture(page);
  await face(page, 'files');
  const { text } = await download('Save design');
  const damaged = {
    'no-json.boardwright.json': '{"format": ',
    'other.json': '{"hello": "world"}',
    'newer.boardwright.json': JSON.stringify({ ...JSON.parse(text), version: 9999 }),
    'cut-off.boardwright.json': text.slice(0, text.length / 2),
    'empty.json': '',
  };
  for (const [name, content] of Object.entries(damaged)) {
    await open(name, content);
    const notice = page.locator('.notice.fails', { hasText: name });
    await notice.waitFor();
    const details = await notice.locator('li').allInnerTexts();
    assert.ok(details.length > 0 && details.every((detail) => detail.length > 8 && !/^problem\./.test(detail)), `${name}: ${details}`);
  }
  await save(page, 'damaged-file');
  await face(page, 'design');
  assert.equal(await picture(page), drawn);
});

test('starters replace the design, and one tap brings it back', async () => {
  await setSize(page, 'width', '1650');
  await face(page, 'files');
  const starters = page.locator('.starter');
  assert.ok((await starters.count()) >= 3);
  await starters.last().locator('svg rect').first().waitFor();
  await save(page, 'files');
  await starters.last().click();
  await page.locator('main.face.design').waitFor();
  assert.notEqual(await (await sizeField(page, 'width')).inputValue(), '1650 mm');
  await page.getByRole('button', { name: 'Back to the design before' }).click();
  assert.equal(await (await sizeField(page, 'width')).inputValue(), '1650 mm');
});

test('a message goes by itself, though not from under the pointer; what failed stays', async () => {
  await planned(page);
  await page.clock.install();
  await face(page, 'files');
  await page.locator('.starter').last().click();
  const good = page.locator('.notice.good');
  await good.hover();
  await page.clock.fastForward(15_000);
  assert.equal(await good.count(), 1);
  await page.mouse.move(700, 300);
  await page.clock.fastForward(15_000);
  assert.equal(await good.count(), 0);
  await face(page, 'files');
  await open('empty.json', '');
  await page.locator('.notice.fails').waitFor();
  await page.clock.fastForward(60_000);
  assert.equal(await page.locator('.notice.fails').count(), 1);
});

for (const [size, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
  test(`a message covers no heading of a face on the ${size}`, async () => {
    await page.setViewportSize(viewport);
    await face(page, 'files');
    await page.locator('.starter').last().click();
    for (const name of ['design', 'boards', 'report', 'files']) {
      await face(page, name);
      const covered = await page.evaluate(() => {
        const notice = document.querySelector('.notice').getBoundingClientRect();
        const [first] = [...document.querySelectorAll('main :is(h2, h3, .figures dl)')].filter((element) => element.checkVisibility() && element.offsetWidth > 1);
        return [first, document.querySelector('.stage .drawing'), document.querySelector('.foot')]
          .filter((element) => element?.checkVisibility({ visibilityProperty: true }))
          .map((element) => element.getBoundingClientRect())
          .some((box) => box.left < notice.right && notice.left < box.right && box.top < notice.bottom && notice.top < box.top + 60);
      });
      assert.ok(!covered, name);
    }
  });
}

test('saw and stock that a file took the place of can be had back from the Files face', async () => {
  await face(page, 'files');
  const back = page.locator('main').getByRole('button', { name: 'Back to saw and stock before' });
  const { text } = await download('Save saw and stock');
  await open('own.json', JSON.stringify({ ...JSON.parse(text), rules: { kerf: '3.1 mm' } }));
  await page.locator('.notice .close').click();
  await back.click();
  assert.equal((await download('Save saw and stock')).text, text);
});

test('a reload loses nothing', async () => {
  await setSize(page, 'width', '1850');
  await page.locator('[popovertarget=settings]').click();
  await page.getByText('cm', { exact: true }).click();
  await page.keyboard.press('Escape');
  await face(page, 'boards');
  await saved();
  await page.reload();
  await usable(page);
  await page.locator('main.face.boards').waitFor();
  await face(page, 'design');
  assert.equal(await (await sizeField(page, 'width')).inputValue(), '185 cm');
});

test('a reload right after an edit loses nothing', async () => {
  await setSize(page, 'height', '1950');
  await page.reload();
  await usable(page);
  assert.equal(await (await sizeField(page, 'height')).inputValue(), '1950 mm');
});

test('two tabs keep designs of their own', async () => {
  await setSize(page, 'width', '1900');
  await saved();
  const second = await context.newPage();
  const others = watch(second);
  await second.goto(address);
  await usable(second);
  assert.equal(await (await sizeField(second, 'width')).inputValue(), '1900 mm');
  await second.locator('.notice', { hasText: 'another tab' }).waitFor();
  await setSize(second, 'width', '2100');
  await second.locator('header .state', { hasText: 'saved' }).waitFor();
  for (const [tab, width] of [[page, '1900 mm'], [second, '2100 mm']]) {
    await tab.reload();
    await usable(tab);
    assert.equal(await (await sizeField(tab, 'width')).inputValue(), width);
  }
  assert.deepEqual(others, []);
});

test('where nothing can be kept the page says so and goes on', async () => {
  const other = await browser.newContext({ locale: 'en-US' });
  await other.addInitScript(() => {
    localStorage.setItem('boardwright:settings', JSON.stringify({ picture: 'elevation' }));
    Object.defineProperty(globalThis, 'indexedDB', { value: { open: () => { throw new DOMException('no', 'SecurityError'); } } });
  });
  const tab = await other.newPage();
  await tab.goto(address);
  await usable(tab);
  await tab.locator('.notice.look').waitFor();
  await setSize(tab, 'width', '1600');
  assert.equal(await tab.locator('header .state').innerText(), 'not kept');
  await other.close();
});
