// The main way through the page in Firefox: at a desk, on a phone, and where there is no WebGL.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Papa from 'papaparse';
import { texts } from '../browser.mjs';
import {
  boardCount,
  coloursOfCanvas,
  download,
  drawnSince,
  face,
  firstFrame,
  framesAtRest,
  launch,
  middle,
  openPage,
  planned,
  price,
  save,
  text,
  type,
  until,
  usable,
  value,
} from './firefox.mjs';

let firefox;
before(async () => (firefox = await launch()));
after(() => firefox?.close());

const width = '[id^="size-"][id$="-width"]';
const undo = 'header .tools button:nth-of-type(1)';
const redo = 'header .tools button:nth-of-type(2)';
const saved = (page) => until(page, () => document.querySelector('header .state')?.textContent.includes('saved'));
const button = (name) => `::-p-aria([name="${name}"][role="button"])`;

test('the 3D view draws, rests, and follows mouse, keys and form', async () => {
  const { context, page, faults } = await openPage(firefox);
  assert.equal(await firstFrame(page), 'drawn');
  let frames = await framesAtRest(page);
  assert.ok((await coloursOfCanvas(page)) > 200, 'the canvas is blank');
  await save(page, '3d');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.equal(await page.evaluate(() => globalThis.boardwright.frameCount()), frames, 'it draws while nothing moves');

  const [x, y] = await middle(page, '#viewer');
  for (const act of [
    async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 80, y + 20, { steps: 4 });
      await page.mouse.up();
    },
    () => page.mouse.wheel({ deltaY: -240 }),
    async () => {
      await page.focus('.three');
      await page.keyboard.press('ArrowLeft');
    },
    () => page.keyboard.press('f'),
    () => type(page, width, '1500'),
  ]) {
    await act();
    await drawnSince(page, frames);
    frames = await framesAtRest(page);
  }

  // A compartment is picked in the picture, and what fits stands beside it.
  const boards = await boardCount(page);
  await page.keyboard.press('Escape');
  for (const place of [[0.5, 0.4], [0.45, 0.5], [0.55, 0.3], [0.5, 0.6]]) {
    await page.mouse.click(...(await middle(page, '#viewer', ...place)));
    if (await page.waitForSelector('.choices', { timeout: 2000 }).then(() => true, () => false)) break;
  }
  await page.waitForSelector('.choices');
  await save(page, '3d-choices');
  await page.click(`.choices ${button('+ Fixed shelf')}`);
  assert.ok((await boardCount(page)) > boards);
  await context.close();
  assert.deepEqual(faults, []);
});

test('from a wardrobe to the cut list', async () => {
  const { context, page, faults } = await openPage(firefox, { settings: { picture: 'elevation' } });
  const first = { price: await price(page), boards: await boardCount(page), width: await value(page, width) };
  assert.ok(first.price > 100 && first.boards > 8);

  // Sizes: typed, and by the slider in one step of undo.
  await type(page, width, '150 cm');
  assert.equal(await value(page, width), '1500 mm');
  const narrow = await price(page);
  assert.ok(narrow < first.price);
  const slider = '.size input[type=range]';
  await page.mouse.move(...(await middle(page, slider)));
  await page.mouse.down();
  for (let i = 1; i <= 6; i += 1) await page.mouse.move(...(await middle(page, slider, 0.5 + i * 0.05)));
  await page.mouse.up();
  assert.notEqual(await value(page, width), '1500 mm');
  await page.click(undo);
  assert.equal(await value(page, width), '1500 mm');
  assert.equal(await price(page), narrow);

  // A shelf goes in, undo takes it out, redo brings it back.
  const compartments = await page.$$('.stage g.compartment');
  assert.ok(compartments.length >= 3);
  let isIn = false;
  for (const compartment of compartments) {
    await compartment.evaluate((element) => element.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })));
    const shelf = await page.$(`.choices ${button('+ Fixed shelf')}`);
    if (!shelf) continue;
    await shelf.click();
    isIn = true;
    break;
  }
  assert.ok(isIn, 'no compartment takes a shelf');
  assert.equal(await boardCount(page), first.boards + 1);
  await save(page, 'shelf');
  await page.click(undo);
  assert.equal(await boardCount(page), first.boards);
  await page.click(redo);
  assert.equal(await boardCount(page), first.boards + 1);

  // Another board costs another price.
  await page.keyboard.press('Escape');
  const before = await price(page);
  await page.click('.material .boards summary');
  const others = await page.$$('.material .board input:not(:checked)');
  await others.at(-1).evaluate((input) => input.click());
  assert.notEqual(await price(page), before);

  // A board on a sheet lights its row, a row its boards.
  await face(page, 'boards');
  await planned(page);
  const lit = (selector) => page.$$eval(`${selector}.lit`, (all) => all.map((one) => one.dataset.row ?? one.getAttribute('aria-label').split(' ')[0]));
  const board = await page.waitForSelector('.sheet .board');
  const row = (await board.evaluate((element) => element.getAttribute('aria-label'))).split(' ')[0];
  await board.hover();
  assert.deepEqual(await lit('tbody tr'), [row]);
  await page.hover('tbody tr:nth-child(2) th');
  const second = await page.$eval('tbody tr:nth-child(2)', (element) => element.dataset.row);
  const boards = await lit('.sheet .board');
  assert.ok(boards.length > 0 && boards.every((number) => number === second), `${boards} for row ${second}`);
  await save(page, 'boards');

  // Files come out, and the design goes in again as it was.
  const rows = await page.$$eval('tbody tr', (all) => all.map((one) => ({ cut: one.cells[3].innerText.replace(/\s/g, ''), quantity: one.cells[5].innerText })));
  await face(page, 'files');
  const csv = await download(firefox, () => page.click(button('Download CSV')));
  assert.match(csv.name, /\.csv$/);
  const { data, errors } = Papa.parse(csv.text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true });
  assert.deepEqual(errors, []);
  assert.equal(data.length, rows.length);
  data.forEach((line, i) => {
    const values = Object.values(line).map(Number);
    for (const size of [...rows[i].cut.split('×'), rows[i].quantity]) assert.ok(values.includes(Number(size)), `row ${i + 1} lacks ${size}`);
  });
  const kept = await download(firefox, () => page.click(button('Save design')));
  assert.match(kept.name, /\.boardwright\.json$/);
  await page.click('.starter:nth-of-type(2)');
  await page.waitForSelector('main.face.design');
  await face(page, 'files');
  await (await page.$('input[type=file]')).uploadFile(kept.path);
  await page.waitForSelector('.notice.good');
  await page.waitForSelector('main.face.design');
  await face(page, 'files');
  const again = await download(firefox, () => page.click(button('Save design')));
  assert.equal(again.text, kept.text);

  // A reload loses nothing.
  await face(page, 'design');
  const last = { price: await price(page), boards: await boardCount(page) };
  await saved(page);
  await page.reload();
  await usable(page);
  assert.equal(await value(page, width), '1500 mm');
  assert.deepEqual({ price: await price(page), boards: await boardCount(page) }, last);
  await type(page, width, '1510');
  await page.reload();
  await usable(page);
  assert.equal(await value(page, width), '1510 mm', 'a reload right after an edit loses it');
  await page.click(undo);
  assert.equal(await value(page, width), '1500 mm', 'the steps before a reload can be taken back');

  // What it stands on is picked and exchanged.
  await page.$eval('.stage g.mount', (base) => base.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 })));
  await page.click(`.choices ${button('⇄ Legs instead of Plinth')}`);
  await page.waitForSelector(`.choices ${button('⇄ Plinth instead of Legs')}`);

  await context.close();
  assert.deepEqual(faults, []);
});

test('language and theme switch and stay', async () => {
  const { context, page, faults } = await openPage(firefox, { settings: { picture: 'elevation', theme: 'light' } });
  const theme = () => page.$eval('html', (element) => element.dataset.theme);
  await page.click(button('中文'));
  const chinese = texts('zh-CN');
  await until(page, (name) => document.querySelector('.size').innerText.includes(name), chinese['page.section.size']);
  assert.equal(await page.$eval('html', (element) => element.lang), 'zh-CN');
  assert.equal(await theme(), 'light');
  await page.click('[popovertarget=settings]');
  await page.click(`::-p-text(${chinese['page.theme.dark']})`);
  assert.equal(await theme(), 'dark');
  await page.keyboard.press('Escape');
  await save(page, 'dark-zh');
  await page.reload();
  await usable(page);
  assert.equal(await theme(), 'dark');
  assert.equal(await page.$eval('html', (element) => element.lang), 'zh-CN');
  await context.close();
  assert.deepEqual(faults, []);
});

test('on a phone a tap picks, nothing is wider than the screen, and the picture leaves the other faces alone', async () => {
  const { context, page, faults } = await openPage(firefox, { width: 390, height: 844 });
  assert.equal(await firstFrame(page), 'drawn');
  await planned(page);
  const frames = await framesAtRest(page);
  assert.ok((await coloursOfCanvas(page)) > 100, 'the canvas is blank');
  await save(page, 'phone-3d');
  const boards = await boardCount(page);
  for (const place of [[0.5, 0.4], [0.45, 0.35], [0.55, 0.5], [0.4, 0.5]]) {
    await page.touchscreen.tap(...(await middle(page, '#viewer', ...place)));
    if (await page.waitForSelector('.choices', { timeout: 2000 }).then(() => true, () => false)) break;
  }
  await page.waitForSelector('.choices');
  await drawnSince(page, frames);
  await save(page, 'phone-choices');
  const [x, y] = await middle(page, `.choices ${button('+ Fixed shelf')}`);
  await page.touchscreen.tap(x, y);
  assert.equal(await boardCount(page), boards + 1);

  for (const name of ['boards', 'report', 'files', 'design']) {
    await face(page, name);
    await planned(page);
    const { scroll, inner } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, inner: innerWidth }));
    assert.ok(scroll <= inner, `${name}: ${scroll} > ${inner}`);
    await save(page, `phone-${name}`);
    if (name === 'design' || name === 'boards') continue;
    assert.equal(await page.$eval('#viewer', (canvas) => getComputedStyle(canvas).visibility), 'hidden', `the picture covers ${name}`);
  }
  await context.close();
  assert.deepEqual(faults, []);
});

test('without WebGL the page says so kindly and everything else goes on', async () => {
  const plain = await launch({ webgl: false });
  try {
    const { page, faults } = await openPage(plain);
    assert.equal(await firstFrame(page), 'failed');
    assert.match(await text(page, '.loading.failed'), /WebGL/);
    assert.ok((await page.$$('.stage g.compartment')).length > 0);
    const before = await price(page);
    await type(page, width, '1500');
    assert.ok((await price(page)) < before);
    await save(page, 'no-webgl');
    await page.click(`.loading ${button('Dismiss')}`);
    await page.waitForSelector('.loading', { hidden: true });
    assert.deepEqual(faults, []);
  } finally {
    await plain.close();
  }
});
