// Step 4: the cutting plan as drawings, linked with cut list and picture both ways.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { address, launch, openPlanned, planned, save, usable } from './browser.mjs';
import { face, redoButton, setSize, undoButton } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
  ({ context, page, faults } = await openPlanned(browser, { face: 'boards' }));
  await page.locator('.sheet .board').first().waitFor();
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const litRows = () => page.locator('tbody tr.lit').evaluateAll((rows) => rows.map((row) => row.dataset.row));

test('every board of the cut list lies on a sheet', async () => {
  const rows = await page.locator('tbody tr').evaluateAll((all) => all.map((row) => [row.dataset.row, Number(row.cells[5].innerText)]));
  const placed = {};
  for (const sheet of await page.locator('article').all()) {
    const times = Number(((await sheet.locator('p').innerText()).match(/(\d+) alike/) ?? [0, 1])[1]);
    for (const name of await sheet.locator('.board').evaluateAll((all) => all.map((board) => board.getAttribute('aria-label')))) {
      const row = name.split(' ')[0];
      placed[row] = (placed[row] ?? 0) + times;
    }
  }
  assert.deepEqual(placed, Object.fromEntries(rows));
  await save(page, 'boards');
});

test('a board on a sheet lights its row and the picture', async () => {
  const board = page.locator('.sheet .board').first();
  const row = (await board.getAttribute('aria-label')).split(' ')[0];
  await board.hover();
  assert.deepEqual(await litRows(), [row]);
  await page.mouse.move(5, 5);
  assert.deepEqual(await litRows(), []);
});

test('a row lights its boards on the sheets and in the picture', async () => {
  const rows = page.locator('tbody tr');
  const count = await rows.count();
  let seen = 0;
  for (let i = 0; i < count; i += 1) {
    await rows.nth(i).locator('th').hover();
    const number = await rows.nth(i).getAttribute('data-row');
    const names = await page.locator('.sheet .board.lit').evaluateAll((all) => all.map((board) => board.getAttribute('aria-label')));
    assert.ok(names.length > 0, `row ${number} lights nothing`);
    for (const name of names) assert.equal(name.split(' ')[0], number);
    seen += await page.locator('.stage .lit').count();
  }
  assert.ok(seen > 0, 'no row lights anything in the picture');
});

test('a board in the picture lights its row and its place on a sheet', async () => {
  await page.locator('.stage .boards').last().locator('rect').last().hover();
  assert.equal((await litRows()).length, 1);
  assert.ok((await page.locator('.sheet .board.lit').count()) > 0);
});

test('the keyboard goes from board to board and lights the row', async () => {
  const first = page.locator('.sheet .board[tabindex="0"]').first();
  await first.focus();
  const before = await litRows();
  assert.equal(before.length, 1);
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft']) await page.keyboard.press(key);
  assert.equal((await litRows()).length, 1);
  await page.locator('tbody .pick').first().focus();
  assert.ok((await page.locator('.sheet .board.lit').count()) > 0);
});

test('the table sorts by a column and shows one material alone', async () => {
  const header = page.locator('thead th', { hasText: 'Qty' });
  const quantities = () => page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => Number(row.cells[5].innerText)));
  await header.getByRole('button').click();
  assert.equal(await header.getAttribute('aria-sort'), 'ascending');
  const up = await quantities();
  assert.deepEqual(up, [...up].sort((a, b) => a - b));
  await header.getByRole('button').click();
  assert.equal(await header.getAttribute('aria-sort'), 'descending');
  const all = up.length;
  const filter = page.locator('.list select');
  const values = await filter.locator('option').evaluateAll((options) => options.map((option) => option.value));
  let sum = 0;
  for (const value of values.slice(1)) {
    await filter.selectOption(value);
    sum += (await quantities()).length;
  }
  assert.equal(sum, all);
});

test('the head of the table stays while its rows scroll', async () => {
  const region = page.locator('.list .scroll');
  const top = (await page.locator('thead').boundingBox()).y;
  await region.evaluate((element) => (element.scrollTop = 200));
  const now = (await page.locator('thead th').first().boundingBox()).y;
  assert.ok(Math.abs(now - top) < 2);
});

const state = () => page.locator('#search-state').innerText();
const answer = (name) => page.getByRole('button', { name });

test('the gap is told in words', async () => {
  const text = await page.locator('section[aria-label="Cutting plan"] dt').first().innerText();
  assert.match(text, /^(proven optimal|at most \d+ sheets? from optimal|fewest sheets)/);
});

test('a board picked in the list brings its sheet into view', async () => {
  const last = page.locator('tbody .pick').last();
  const row = await last.innerText();
  await last.click();
  const board = page.locator('.sheet .board.lit').first();
  assert.equal((await board.getAttribute('aria-label')).split(' ')[0], row);
  const box = await page.locator('article:has(.board.lit)').first().boundingBox();
  assert.ok(box.y < 900 && box.y + box.height > 56);
});

test('the first plan after an edit is quick', async () => {
  await face(page, 'design');
  for (let i = 0; i < 10; i += 1) {
    await setSize(page, 'width', String(1500 + 20 * i));
    await page.waitForFunction((count) => performance.getEntriesByName('boardwright:plan').length > count, i);
  }
  const times = await page.evaluate(() => performance.getEntriesByName('boardwright:plan').map(({ duration }) => duration));
  times.sort((a, b) => a - b);
  // A generous limit: the figure itself is measured by the bench, this only notices a plan that waits for something.
  assert.ok(times[5] < 250, times.map(Math.round).join(' '));
});

const locks = () => page.getByRole('button', { name: /^Lock sheet \d+$/ });
const pressed = (locator) => locator.evaluateAll((all) => all.filter((button) => button.ariaPressed === 'true').length);
const placesOf = (article) => article.locator('.board').evaluateAll((all) => all.map((board) => board.getAttribute('aria-label')).sort());

test('a locked sheet stays while the rest is planned again, and is let go', async () => {
  const last = page.locator('article').last();
  const wanted = await placesOf(last);
  await last.getByRole('button', { name: /^Lock/ }).click();
  assert.match(await page.evaluate(() => document.activeElement.ariaLabel), /^Lock sheet/);
  await planned(page);
  assert.equal(await pressed(locks()), 1);
  const locked = page.locator('article:has(button[aria-label^="Lock"][aria-pressed="true"])');
  assert.deepEqual(await placesOf(locked), wanted);
  assert.match(await page.locator('#search-state').innerText(), /\d+ kept/);
  // What is proven holds for the rest alone.
  assert.doesNotMatch(await page.locator('section[aria-label="Cutting plan"] dt').first().innerText(), /^proven optimal/);
  await save(page, 'locked');
  await page.getByRole('button', { name: 'Let all go' }).click();
  await planned(page);
  assert.equal(await pressed(locks()), 0);
});

test('a board is pinned by keyboard and let go the same way; a change of the design frees all and says so', async () => {
  const article = page.locator('article').nth(2);
  await article.locator('.board').first().focus();
  await page.keyboard.press('Enter');
  const name = await article.locator('.board').first().getAttribute('aria-label');
  const pin = article.getByRole('button', { name: 'Pin the picked board' });
  await pin.focus();
  await page.keyboard.press('Enter');
  await planned(page);
  const pinned = page.locator('article:has(button[aria-label^="Pin"][aria-pressed="true"])');
  assert.equal(await pinned.count(), 1);
  assert.ok((await placesOf(pinned)).includes(name));
  assert.equal(await page.locator('.sheet circle.kept').count() > 0, true);
  await pinned.getByRole('button', { name: /^Pin/ }).click();
  assert.equal(await page.locator('.sheet circle.kept').count(), 0);
  await locks().first().click();
  await face(page, 'design');
  await setSize(page, 'width', '1720');
  await page.locator('.notice', { hasText: 'free again' }).waitFor();
  await face(page, 'boards');
  await planned(page);
  assert.equal(await pressed(locks()), 0);
});

const plan = () => page.locator('.sheet .board').evaluateAll((all) => all.map((board) => board.getAttribute('aria-label')));
const lockedPlaces = () => placesOf(page.locator('article:has(button[aria-label^="Lock"][aria-pressed="true"])'));
const freed = () => page.locator('.notice', { hasText: 'free again' });

test('a change of no board leaves the plan and what is kept alone, and says nothing', async () => {
  await page.locator('article').last().getByRole('button', { name: /^Lock/ }).click();
  await planned(page);
  const [before, number] = [await plan(), await page.locator('article:has(button[aria-label^="Lock"][aria-pressed="true"])').getAttribute('data-sheet')];
  const isAsBefore = async () => {
    await planned(page);
    assert.deepEqual(await plan(), before);
    assert.equal(await pressed(locks()), 1);
    assert.equal(await page.locator('article:has(button[aria-label^="Lock"][aria-pressed="true"])').getAttribute('data-sheet'), number);
    assert.equal(await freed().count(), 0);
  };
  const name = page.getByRole('textbox', { name: 'Name of the design' });
  await name.fill('Another name');
  await name.press('Enter');
  await isAsBefore();
  await face(page, 'report');
  const price = page.locator('section[aria-labelledby=report-hardware] input').first();
  await price.fill('9.50');
  await price.press('Enter');
  await page.getByText('your price').waitFor();
  await face(page, 'boards');
  await isAsBefore();
  await undoButton(page).click();
  await undoButton(page).click();
  await isAsBefore();
});

test('undo and redo bring back what was kept with its plan', async () => {
  await page.locator('article').last().getByRole('button', { name: /^Lock/ }).click();
  await planned(page);
  const first = await lockedPlaces();
  await face(page, 'design');
  await setSize(page, 'width', '1720');
  await freed().waitFor();
  await undoButton(page).click();
  await freed().waitFor({ state: 'detached' });
  await face(page, 'boards');
  assert.deepEqual(await lockedPlaces(), first);
  await redoButton(page).click();
  await freed().waitFor();
  await planned(page);
  assert.equal(await pressed(locks()), 0);
  await page.locator('article').first().getByRole('button', { name: /^Lock/ }).click();
  const second = await lockedPlaces();
  await undoButton(page).click();
  assert.deepEqual(await lockedPlaces(), first);
  await redoButton(page).click();
  await page.waitForFunction(() => document.querySelector('.boards')?.ariaBusy !== 'true');
  assert.deepEqual(await lockedPlaces(), second);
});

const reload = async () => {
  await page.reload();
  await usable(page);
};

test('a plan that was found good enough stays when its design comes back, also after a reload', async () => {
  await face(page, 'design');
  await setSize(page, 'width', '1900');
  await face(page, 'boards');
  await page.waitForFunction(() => document.querySelector('.boards')?.ariaBusy !== 'true');
  if ((await state()).startsWith('Looking')) await answer('Good enough').click();
  const [before, stands] = [await plan(), await state()];
  await undoButton(page).click();
  await redoButton(page).click();
  await planned(page);
  assert.deepEqual(await plan(), before);
  await reload();
  // It is there with the page, and no one looks for another.
  assert.deepEqual(await plan(), before);
  assert.equal(await state(), stands);
  await answer('Keep improving').click();
  await planned(page);
  const searched = await state();
  assert.match(searched, /^Search(ed on| finished)/);
  await reload();
  assert.equal(await state(), searched);
});

test('the plan and what is kept survive a reload, in the middle of the search too', async () => {
  await page.locator('article').last().getByRole('button', { name: /^Lock/ }).click();
  const locked = await lockedPlaces();
  await reload();
  assert.deepEqual(await lockedPlaces(), locked);
  await planned(page);
  await answer('Keep improving').click();
  await planned(page);
  assert.deepEqual(await lockedPlaces(), locked);
  const before = await plan();
  // Once at leisure, once with what was not written yet.
  await page.waitForTimeout(1500);
  await reload();
  assert.deepEqual(await plan(), before);
  assert.equal(await pressed(locks()), 1);
  await answer('Let all go').click();
  await reload();
  await planned(page);
  assert.equal(await pressed(locks()), 0);
});

test('a kept plan is one for its design, goal and tab', async () => {
  await locks().first().click();
  await planned(page);
  const locked = await lockedPlaces();

  // A second tab goes on with a copy, plan and all; what it lets go is let go there alone.
  const other = await context.newPage();
  await page.waitForTimeout(1500);
  await other.goto(`${address}#boards`);
  await usable(other);
  await planned(other);
  const kept = other.locator('button[aria-label^="Lock"][aria-pressed="true"]');
  assert.equal(await kept.count(), 1);
  await other.getByRole('button', { name: 'Let all go' }).click();
  await planned(other);
  await other.reload();
  await usable(other);
  await planned(other);
  assert.equal(await kept.count(), 0);
  await other.close();
  await reload();
  assert.deepEqual(await lockedPlaces(), locked);

  // Another goal gets another plan around what is kept.
  await page.evaluate(() => {
    const settings = JSON.parse(localStorage.getItem('boardwright:settings'));
    addEventListener('pagehide', () => localStorage.setItem('boardwright:settings', JSON.stringify({ ...settings, goal: 'sawing' })));
  });
  await reload();
  await planned(page);
  assert.ok(await page.getByRole('radio', { name: 'Least sawing' }).isChecked());
  assert.equal(await pressed(locks()), 1);

  // Another design has nothing of it.
  await face(page, 'files');
  const file = readFileSync(new URL('../../assets/designs/bookcase.boardwright.json', import.meta.url), 'utf8');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'bookcase.boardwright.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await page.locator('main.face.design').waitFor();
  await face(page, 'boards');
  await planned(page);
  assert.equal(await pressed(locks()), 0);
  await reload();
  await planned(page);
  assert.equal(await pressed(locks()), 0);
});

test('a kept plan that no longer fits the saw says what it frees', async () => {
  const notice = page.locator('.notice', { hasText: 'no longer fits' });
  const nextSaw = (kerf) =>
    page.evaluate((kerf) => {
      const text = JSON.stringify({ format: 'boardwright-workshop', version: 1, generator: '', rules: { kerf }, offcuts: [] });
      addEventListener('pagehide', () => localStorage.setItem('boardwright:workshop', text));
    }, kerf);
  await planned(page);
  await nextSaw('3 mm');
  await reload();
  assert.equal(await notice.count(), 0);
  await locks().first().click();
  await planned(page);
  await reload();
  assert.equal(await pressed(locks()), 1);
  await nextSaw('5 mm');
  await reload();
  await notice.waitFor();
  assert.equal(await pressed(locks()), 0);
  await save(page, 'boards-kept-dropped');
  await planned(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await save(page, 'boards-kept-dropped-phone');
  await locks().first().click();
  await notice.waitFor({ state: 'detached' });
});

test('a damaged plan is dropped, and the search begins again', async () => {
  await locks().first().click();
  await planned(page);
  await page.waitForTimeout(1500);
  const damage = (change) =>
    page.evaluate(async (change) => {
      const opening = indexedDB.open('boardwright');
      const database = await new Promise((resolve) => (opening.onsuccess = () => resolve(opening.result)));
      const store = database.transaction('designs', 'readwrite').objectStore('designs');
      const reading = store.getAll();
      const all = await new Promise((resolve) => (reading.onsuccess = () => resolve(reading.result)));
      const record = all.find(({ slot }) => slot.startsWith('plan:'));
      const writing = store.put({ ...record, text: record.text.replace(new RegExp(change[0]), change[1]) });
      await new Promise((resolve) => (writing.onsuccess = resolve));
      database.close();
    }, change);
  // A board moved by hand, and a text cut off: nothing is kept, and nothing else is lost.
  for (const change of [['"placements":\\[\\[(\\d+),\\[\\d+', '"placements":[[$1,[123'], ['.{40}$', '']]) {
    await damage(change);
    await reload();
    await planned(page);
    assert.equal(await pressed(locks()), 0);
    assert.ok((await plan()).length > 0);
    await locks().first().click();
    await planned(page);
    await page.waitForTimeout(1500);
  }
});

test('fronts on which the figure runs on lie in one strip', async () => {
  const file = readFileSync(new URL('../../assets/designs/sideboard.boardwright.json', import.meta.url), 'utf8');
  await face(page, 'files');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'sideboard.boardwright.json', mimeType: 'application/json', buffer: Buffer.from(file) });
  await face(page, 'design');
  const matched = page.getByRole('switch', { name: 'Matched figure' });
  // Doors of one leaf have nothing to match.
  await matched.waitFor();
  assert.equal(await matched.count(), 1);
  await matched.click();
  await face(page, 'boards');
  await planned(page);
  const frame = page.locator('.sheet .matched path');
  assert.equal(await frame.count(), 1);
  const set = page.locator('tbody tr', { has: page.locator('sub', { hasText: '1' }) });
  const numbers = await set.evaluateAll((rows) => rows.map((row) => row.dataset.row));
  assert.ok(numbers.length > 1);
  // Exactly the boards of these rows lie in the frame.
  const around = await frame.boundingBox();
  const inside = [];
  for (const board of await page.locator('.sheet .board').all()) {
    const { x, y, width, height } = await board.boundingBox();
    const [cx, cy] = [x + width / 2, y + height / 2];
    const isIn = cx > around.x && cx < around.x + around.width && cy > around.y && cy < around.y + around.height;
    if (isIn) inside.push((await board.getAttribute('aria-label')).match(/^(\d+)△(\d)/));
  }
  assert.deepEqual(inside.map(([, , place]) => place).sort(), ['1', '2', '3']);
  assert.deepEqual([...new Set(inside.map(([, row]) => row))].sort(), numbers.sort());
  await save(page, 'matched');
  // At the saw and on paper the set is marked too, so that alike boards can be told apart when they are cut.
  const sheet = page.locator('article.card', { has: frame });
  await sheet.getByRole('button', { name: 'Cut by cut' }).click();
  const dialog = page.getByRole('dialog', { name: /^At the saw/ });
  assert.equal(await dialog.locator('path.matched').count(), 1);
  assert.deepEqual((await dialog.locator('tspan.row, text.row').allTextContents()).filter((text) => text.includes('△')).length, 3);
  await page.keyboard.press('Escape');
});
