// The designs of a browser: every one is kept and listed, whichever tab it is from, until a person takes it off.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { address, launch, openPage, save, usable, watch } from './browser.mjs';
import { face, setSize, sizeField } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => ({ context, page, faults } = await openPage(browser)));
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const cards = (tab = page) => tab.locator('section[aria-labelledby=files-kept] li');
const saved = (tab = page) => tab.locator('header .state', { hasText: 'saved' }).waitFor();
const widthOf = async (tab = page) => (await sizeField(tab, 'width')).inputValue();

async function another() {
  const tab = await context.newPage();
  faults = [faults, watch(tab)].flat();
  await tab.goto(address);
  await usable(tab);
  return tab;
}

async function listed(count, tab = page) {
  await face(tab, 'files');
  await tab.waitForFunction((many) => document.querySelectorAll('section[aria-labelledby=files-kept] li').length === many, count);
}

/** Gives the open design a name, so that it is found in the list. */
async function rename(tab, name) {
  await tab.locator('header .name input').fill(name);
  await tab.locator('header .name input').press('Enter');
  await saved(tab);
}

test('two tabs keep two designs; after closing both, both are listed with name, picture and time', async () => {
  await rename(page, 'Hall');
  const second = await another();
  await second.locator('.notice', { hasText: 'another tab' }).waitFor();
  await rename(second, 'Study');
  await listed(2);
  assert.match(await cards().filter({ hasText: 'Study' }).innerText(), /open in another tab/);
  await page.close();
  await second.close();
  page = await another();
  await listed(2);
  assert.deepEqual((await cards().locator('b').allInnerTexts()).sort(), ['Hall', 'Study']);
  await cards().nth(1).locator('svg rect').first().waitFor();
  const other = cards().filter({ hasText: 'Hall' });
  assert.match(await other.locator('time').innerText(), /\d/);
  await save(page, 'designs');
  await other.getByRole('button', { name: /Hall/ }).first().click();
  await page.locator('main.face.design').waitFor();
  assert.equal(await page.locator('header .name input').inputValue(), 'Hall');
});

test('a tab that only looks at a copy adds nothing to the list', async () => {
  await rename(page, 'Hall');
  const second = await another();
  await second.waitForTimeout(600);
  await listed(1, second);
  await second.reload();
  await usable(second);
  assert.equal(await second.locator('header .name input').inputValue(), 'Hall');
  await listed(1, second);
});

test('nothing is pruned, however many there are', async () => {
  for (let i = 1; i <= 12; i += 1) {
    await rename(page, `Design ${i}`);
    await face(page, 'files');
    await page.locator('.starter button').nth(i % 3).click();
    await page.locator('main.face.design').waitFor();
  }
  await saved();
  await page.locator('header .state').waitFor();
  await face(page, 'files');
  await page.waitForFunction(() => document.querySelectorAll('section[aria-labelledby=files-kept] li').length >= 13);
  const names = await cards().locator('b').allInnerTexts();
  for (let i = 1; i <= 12; i += 1) assert.ok(names.includes(`Design ${i}`), `Design ${i} of ${names}`);
});

test('what another design takes the place of stays, after a reload as well, and is listed once', async () => {
  await setSize(page, 'width', '1650');
  await face(page, 'files');
  await page.locator('.starter button').last().click();
  await page.locator('main.face.design').waitFor();
  await setSize(page, 'width', '1310');
  await page.reload();
  await usable(page);
  assert.equal(await widthOf(), '1310 mm');
  for (const width of ['1650 mm', '1310 mm', '1650 mm']) {
    await listed(2);
    await cards().filter({ hasNotText: 'open here' }).locator('.design').click();
    await page.locator('main.face.design').waitFor();
    assert.equal(await widthOf(), width);
  }
});

test('what became of a design is kept even when the page is left at once', async () => {
  await setSize(page, 'width', '1660');
  await face(page, 'files');
  await page.locator('.starter button').last().click();
  await page.reload();
  await usable(page);
  await listed(2);
  await cards().filter({ hasText: 'Wardrobe' }).locator('.design').click();
  assert.equal(await widthOf(), '1660 mm');
});

test('a design is taken off by hand alone, and can be brought back', async () => {
  await rename(page, 'Hall');
  await face(page, 'files');
  await page.locator('.starter button').last().click();
  await saved();
  await listed(2);
  await cards().locator('.remove').click();
  await page.waitForFunction(() => document.querySelectorAll('section[aria-labelledby=files-kept] li').length === 1);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await listed(2);
  assert.ok((await cards().locator('b').allInnerTexts()).includes('Hall'));
});

test('designs that an earlier version of the page kept together are listed one by one', async () => {
  await setSize(page, 'width', '1500');
  await saved();
  const text = await page.evaluate(async () => {
    const done = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await done(indexedDB.open('boardwright', 1));
    const store = database.transaction('designs', 'readwrite').objectStore('designs');
    const [{ text }] = await done(store.getAll());
    const named = (name) => JSON.stringify({ ...JSON.parse(text), name });
    await done(store.put({ slot: 'old', text: named('Old'), savedAt: 5, earlier: [[named('Older'), 'Older'], [named('Oldest'), 'Oldest']] }));
    database.close();
    return text;
  });
  assert.ok(text.length > 100);
  await page.reload();
  await usable(page);
  await listed(4);
  const names = await cards().locator('b').allInnerTexts();
  assert.deepEqual(names.slice(-3), ['Old', 'Older', 'Oldest']);
});
