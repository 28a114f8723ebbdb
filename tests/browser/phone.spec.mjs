// The page on a phone: the furniture keeps the upper half, one thumb is enough.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, openPlanned, planned, save } from './browser.mjs';
import { boardCount, compartments, face, pick, placed, setSize } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => ({ context, page, faults } = await openPlanned(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })));
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

test('nothing is wider than the screen, in any face', async () => {
  for (const name of ['design', 'boards', 'report', 'files']) {
    await face(page, name);
    await planned(page);
    const { scroll, inner } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, inner: innerWidth }));
    assert.ok(scroll <= inner, `${name}: ${scroll} > ${inner}`);
    assert.ok(await page.locator('.foot .price').isVisible(), name);
    await save(page, `phone-${name}`);
  }
});

test('the furniture keeps its place, the form has tabs', async () => {
  const stage = await page.locator('.stage').boundingBox();
  assert.ok(stage.height > 844 * 0.42 && stage.y + stage.height < 844 * 0.6);
  const tabs = page.locator('.tabs button');
  for (let i = 0; i < (await tabs.count()); i += 1) {
    await tabs.nth(i).tap();
    assert.equal(await page.locator('.part:visible').count(), 1);
  }
});

test('a touch picks a compartment and puts a shelf in', async () => {
  const boards = await boardCount(page);
  const count = await compartments(page).count();
  for (let i = 0; i < count; i += 1) {
    if (i === 0) await compartments(page).nth(i).tap();
    else await pick(page, i);
    const shelf = page.locator('.choices button:not([aria-disabled])', { hasText: /shelf/i }).first();
    if ((await shelf.count()) === 0) continue;
    await shelf.tap();
    break;
  }
  assert.ok((await boardCount(page)) > boards);
  await save(page, 'phone-choices');
});

test('a board that is touched on its sheet stays under the finger while the list shows its row', async () => {
  await face(page, 'boards');
  await planned(page);
  const board = page.locator('article.card g.board').last();
  await board.scrollIntoViewIfNeeded();
  const before = await board.boundingBox();
  await board.tap();
  await page.locator('.list tr.lit').first().waitFor({ state: 'attached' });
  const after = await board.boundingBox();
  assert.ok(Math.abs(after.y - before.y) < 2, `${before.y} -> ${after.y}`);
  const isSeen = await page.evaluate(() => {
    const [row, frame] = ['.list tr.lit', '.list .scroll'].map((place) => document.querySelector(place).getBoundingClientRect());
    return row.top >= frame.top - 1 && row.bottom <= frame.bottom + 1;
  });
  assert.ok(isSeen);
});

for (const width of [390, 320]) {
  test(`every amount of the report is on the screen, ${width} px wide`, async () => {
    await page.setViewportSize({ width, height: 700 });
    await face(page, 'report');
    await planned(page);
    const beyond = await page.evaluate(() =>
      [...document.querySelectorAll('main :is(.content, .card, table, td, th, input, button)')]
        .filter((element) => element.checkVisibility() && (element.getBoundingClientRect().right > innerWidth || (!element.matches('input, th') && element.scrollWidth > element.clientWidth + 1)))
        .map((element) => element.outerHTML.slice(0, 90)),
    );
    assert.deepEqual(beyond, []);
    // Under its name, and under what the column is called.
    const places = await page.locator('section[aria-labelledby=report-boards] table').evaluate((table) =>
      [table.tHead.rows[0], table.tBodies[0].rows[0]].map((row) => [...row.cells].map((cell) => Math.round(cell.getBoundingClientRect().left))),
    );
    assert.deepEqual(places[1], places[0]);
  });
}

for (const [width, height, fields] of [[390, 664, 2], [320, 568, 1]]) {
  test(`${width}×${height} leaves room for the form, and a refused value says why in view`, async () => {
    await page.setViewportSize({ width, height });
    await planned(page);
    const [brand, undo] = await Promise.all(['header .brand', 'header .tools'].map((place) => page.locator(place).boundingBox()));
    assert.ok(brand.x + brand.width <= undo.x, 'the brand runs into the buttons');
    const room = () =>
      page.evaluate(() => {
        const bottom = document.querySelector('.foot').getBoundingClientRect().top;
        const whole = (element) => element.getBoundingClientRect().bottom <= bottom + 1 && document.elementFromPoint(element.getBoundingClientRect().left + 2, element.getBoundingClientRect().bottom - 3)?.closest('.foot') == null;
        return { fields: [...document.querySelectorAll('.part.size .field')].filter(whole).length, reasons: [...document.querySelectorAll('.problem')].map(whole) };
      });
    assert.ok((await room()).fields >= fields, `${(await room()).fields} fields in view`);
    await setSize(page, 'depth', '9000');
    await page.locator('.problem').waitFor();
    assert.deepEqual((await room()).reasons, [true]);
    assert.ok(await page.locator('.foot .price').isVisible());
  });
}

test('the choices keep off the compartments', async () => {
  await compartments(page).first().tap();
  await placed(page);
  const choices = await page.locator('.choices').boundingBox();
  const boxes = await compartments(page).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
  assert.ok(Math.max(...boxes) <= choices.y, `${Math.max(...boxes)} > ${choices.y}`);
  await page.locator('.choices .close').tap();
  await page.getByRole('button', { name: 'X-ray' }).waitFor();
});

test('what is touched is large enough', async () => {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, a, select, input:not(.visually-hidden)')]
      .filter((element) => element.checkVisibility() && element.getClientRects().length > 0)
      .map((element) => ({ box: element.getBoundingClientRect(), text: element.outerHTML.slice(0, 90) }))
      .filter(({ box }) => box.width > 0 && (box.height < 23.5 || box.width < 23.5))
      .map(({ box, text }) => `${Math.round(box.width)}×${Math.round(box.height)} ${text}`),
  );
  assert.deepEqual(small, []);
});
