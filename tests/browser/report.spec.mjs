// Step 3, the price with its breakdown: what stands there adds up to what is asked.

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launch, openPlanned, save } from './browser.mjs';
import { price, setSize } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
  ({ context, page, faults } = await openPlanned(browser, { face: 'report' }));
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const fen = (text) => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100);
const last = (id) => page.locator(`section[aria-labelledby=${id}] tbody tr`).evaluateAll((rows) => rows.map((row) => row.lastElementChild.innerText));
const total = (id) => page.locator(`section[aria-labelledby=${id}] tfoot td`).last().innerText();

test('every table adds up, and together they are the price', async () => {
  let sum = 0;
  for (const id of ['report-boards', 'report-bands', 'report-coatings', 'report-hardware']) {
    const lines = (await last(id)).map(fen);
    assert.ok(lines.length > 0, id);
    assert.equal(lines.reduce((a, b) => a + b, 0), fen(await total(id)), id);
    sum += fen(await total(id));
  }
  const [bySheets, byArea] = (await page.locator('.cost h3 b').allInnerTexts()).map(fen);
  assert.equal(sum, bySheets);
  assert.ok(byArea < bySheets);
  assert.equal(Math.round(bySheets / 100), await price(page));
  await save(page, 'report');
});

test('rails are sawn from bars: pieces, cuts and what is left make a whole bar, and follow the furniture', async () => {
  const bars = () => page.locator('section[aria-labelledby=report-hardware] .bar').evaluateAll((all) => all.map((bar) => [...bar.children].map((piece) => [Number(piece.textContent.replace(/\D/g, '')), piece.className.includes('left')])));
  await page.locator('section[aria-labelledby=report-hardware] .bar').first().waitFor();
  const before = await bars();
  assert.equal(before.length, 2);
  for (const bar of before) {
    const pieces = bar.filter(([, isLeft]) => !isLeft).length;
    assert.equal(bar.reduce((sum, [mm]) => sum + mm, 0) + 3 * pieces, 3000);
  }
  assert.ok((await page.locator('section[aria-labelledby=report-hardware] .bar').first().getAttribute('aria-label')).includes('mm'));
  await page.locator('a[href="#design"]:visible').click();
  await setSize(page, 'width', '2000');
  await page.locator('a[href="#report"]:visible').click();
  await page.locator('section[aria-labelledby=report-hardware] .bar').first().waitFor();
  const rails = (all) => all.flat().filter(([, isLeft]) => !isLeft).map(([mm]) => mm);
  assert.notDeepEqual(rails(await bars()), rails(before));
});

test('typical prices wear a badge that says what it means, there and then', async () => {
  assert.ok((await page.locator('section[aria-labelledby=report-sources] li').count()) > 0);
  for (const name of ['report', 'design']) {
    await page.locator(`a[href="#${name}"]:visible`).click();
    const badge = page.locator(name === 'report' ? 'section[aria-labelledby=report-boards] button.badge' : '.foot button.badge').first();
    await badge.click();
    await page.getByText('A typical price, not an offer').waitFor();
    await page.locator(`main.face.${name}`).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('A typical price, not an offer').waitFor({ state: 'hidden' });
    assert.ok(await badge.evaluate((button) => button === document.activeElement));
  }
});

test('a price of one’s own changes the line and the whole', async () => {
  const before = await price(page);
  const section = page.locator('section[aria-labelledby=report-hardware]');
  const field = section.locator('input').first();
  await field.fill('99.90');
  await field.press('Enter');
  assert.ok((await price(page)) > before);
  await section.getByText('your price').waitFor();
  await section.getByRole('button', { name: 'Catalogue price again' }).click();
  assert.equal(await price(page), before);
});

test('a price of one’s own for an edge band is the one that was typed', async () => {
  const section = page.locator('section[aria-labelledby=report-bands]');
  assert.equal(await page.getByText('your price').count(), 0, 'nobody has typed a price yet');
  const count = await section.locator('tbody tr').count();
  for (let i = 0; i < count; i += 1) {
    const row = section.locator('tbody tr').nth(i);
    await row.locator('input').fill('2.00');
    await row.locator('input').press('Enter');
    await row.getByText('your price').waitFor();
    assert.equal(await row.locator('input').inputValue(), '2.00');
    const metres = Number((await row.locator('td').first().innerText()).replace(/[^\d.]/g, ''));
    assert.ok(Math.abs(fen(await row.locator('td').last().innerText()) - metres * 200) <= 11, 'length times price');
  }
});

const pagesOnPaper = async () => (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;

for (const [language, theme, day] of [['en', 'dark', 'November 9, 2026'], ['zh-CN', 'light', '2026年11月9日']]) {
  test(`paper is light, says what and of which day it is, and shows nothing to press or type into: ${language}, ${theme}`, async () => {
    await context.close();
    ({ context, page, faults } = await openPlanned(browser, { face: 'report', settings: { picture: 'elevation', language, theme } }));
    await page.clock.setFixedTime(new Date(2026, 10, 9, 12));
    const isPressed = page.evaluate(() => new Promise((resolve) => (globalThis.print = () => resolve(true))));
    await page.locator('.cards .head button').click();
    assert.ok(await isPressed);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const paper = await page.evaluate(() => {
      const shown = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility({ visibilityProperty: true }));
      const style = (element) => getComputedStyle(element);
      return {
        ground: style(document.body).backgroundColor,
        ink: style(document.querySelector('td')).color,
        words: document.querySelector('main').innerText,
        pressable: shown.filter((element) => element.matches('nav, a[href^="#"], .foot, button:not(.badge)')).map((element) => element.outerHTML.slice(0, 80)),
        boxes: shown.filter((element) => element.matches('input') && style(element).borderTopWidth !== '0px').length,
        prices: shown.filter((element) => element.matches('input') && /\d/.test(element.value)).length,
        broken: shown.filter((element) => element.matches('tr') && style(element).breakInside !== 'avoid').length,
      };
    });
    assert.deepEqual({ ...paper, words: '', prices: 0 }, { ground: 'rgb(255, 255, 255)', ink: 'rgb(0, 0, 0)', words: '', pressable: [], boxes: 0, prices: 0, broken: 0 });
    assert.ok(paper.prices > 5);
    assert.ok(paper.words.startsWith(await page.locator('h1').innerText()) && paper.words.includes(day), paper.words.slice(0, 80));
    await page.emulateMedia({ media: null });
    assert.equal(await pagesOnPaper(), 3);
  });
}
