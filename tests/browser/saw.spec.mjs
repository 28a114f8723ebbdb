// At the saw: a sheet cut by cut, by touch, keys and on paper.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, openPage, openPlanned, planned, save } from './browser.mjs';
import { face } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

async function open(options = {}) {
  ({ context, page, faults } = await openPlanned(browser, { face: 'boards', ...options }));
}

const room = () => page.locator('dialog[open] .room');
const cutText = () => room().locator('.cut b').innerText();
const onSaw = async () => {
  const [, cut, cuts] = (await cutText()).match(/(\d+) of (\d+)/).map(Number);
  return { cut, cuts, sheet: await room().locator('select').inputValue() };
};
/** Escape goes back in the history, which is done when the view is gone. */
const leave = async () => {
  await page.keyboard.press('Escape');
  await room().waitFor({ state: 'detached' });
};
/** Row numbers of the boards that come off at the cut on show. */
const off = () => room().locator('.off li.board b').allInnerTexts();

test('stepping through all sheets frees every board of the plan once', async () => {
  await open();
  const wanted = [];
  for (const name of await page.locator('.sheet .board').evaluateAll((all) => all.map((board) => board.getAttribute('aria-label')))) {
    wanted.push(name.split(' ')[0]);
  }
  await page.locator('article .head .link').first().click();
  await room().waitFor();
  const seen = [];
  let turns = 0;
  for (let i = 0; i < 1000; i += 1) {
    seen.push(...(await off()));
    turns += await room().locator('.turned').count();
    if ((await room().locator('.step.solid').getAttribute('aria-disabled')) === 'true') break;
    await page.keyboard.press(i % 2 ? ' ' : 'ArrowRight');
  }
  assert.deepEqual(seen.sort(), wanted.sort());
  assert.ok(turns > 0);
});

test('back and next, keys, the place is kept over closing and reloading', async () => {
  await open();
  await page.locator('article .head .link').nth(1).click();
  const start = await onSaw();
  assert.equal(start.cut, 1);
  assert.equal(start.sheet, '1');
  for (let i = 0; i < 4; i += 1) await room().locator('.step.solid').click();
  await page.keyboard.press('ArrowLeft');
  assert.equal((await onSaw()).cut, 4);
  await page.keyboard.press('End');
  assert.equal((await onSaw()).cut, start.cuts);
  assert.match(await room().locator('.step.solid').innerText(), /sheet/i);
  await page.keyboard.press('Space');
  assert.deepEqual([(await onSaw()).sheet, (await onSaw()).cut], ['2', 1]);
  await page.keyboard.press('Backspace');
  assert.deepEqual([(await onSaw()).sheet, (await onSaw()).cut], ['1', start.cuts]);
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await leave();
  await page.reload();
  await planned(page);
  await page.locator('article .head .link').nth(1).click();
  assert.equal((await onSaw()).cut, 3);
});

test('a reload at the saw goes on at the same cut of the same plan', async () => {
  ({ context, page, faults } = await openPage(browser, { face: 'boards' }));
  await page.locator('article .head .link').nth(1).waitFor();
  await page.getByRole('button', { name: /^Lock sheet/ }).last().click();
  // In the middle of the search, which then rests.
  await page.locator('article .head .link').nth(1).click();
  await room().locator('.step.solid').click();
  await room().locator('.step.solid').click();
  const [before, fence] = [await onSaw(), await room().locator('.fence dd').innerText()];
  const sheets = await page.locator('article h4').allInnerTexts();
  await page.reload();
  await room().waitFor();
  assert.deepEqual(await onSaw(), before);
  assert.equal(await room().locator('.fence dd').innerText(), fence);
  await page.keyboard.press('ArrowRight');
  assert.equal((await onSaw()).cut, before.cut + 1);
  await leave();
  assert.deepEqual(await page.locator('article h4').allInnerTexts(), sheets);
  assert.equal(await page.getByRole('button', { name: /^Lock sheet/, pressed: true }).count(), 1);
  // Put aside, it stays aside.
  await page.reload();
  await planned(page);
  assert.equal(await page.locator('dialog[open]').count(), 0);
});

test('Back closes the view and stays on its face, once for each time it was opened; a reload and going on change nothing', async () => {
  ({ context, page, faults } = await openPlanned(browser));
  await face(page, 'boards');
  const entries = () => page.evaluate(() => history.length);
  const atTheSaw = async () => {
    await page.locator('article .head .link').first().click();
    await room().waitFor();
  };
  const isClosedOn = async (name) => {
    await room().waitFor({ state: 'detached' });
    await page.locator(`main.face.${name}`).waitFor();
  };
  await atTheSaw();
  const before = await entries();
  await page.goBack();
  await isClosedOn('boards');

  await atTheSaw();
  // Twice at once is once, and closed is closed in the history too.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await isClosedOn('boards');
  assert.notEqual(await page.evaluate(() => history.state?.is_covered), true);
  await atTheSaw();
  await room().getByRole('button', { name: 'Close' }).click();
  await isClosedOn('boards');
  await atTheSaw();
  assert.equal(await entries(), before);
  await page.reload();
  await room().waitFor();
  assert.equal(await entries(), before);
  await page.goBack();
  await isClosedOn('boards');
  await page.goBack();
  await isClosedOn('design');
});

test('another face by its address closes the view', async () => {
  await open();
  await page.locator('article .head .link').first().click();
  await room().waitFor();
  await page.evaluate(() => (location.hash = 'files'));
  await room().waitFor({ state: 'detached' });
  await page.locator('main.face.files').waitFor();
});

test('keys of the page rest while one saws, and undo changes nothing', async () => {
  await open();
  await page.locator('article .head .link').first().click();
  for (const key of ['Control+z', '1', '?', 'Delete', 'e']) await page.keyboard.press(key);
  assert.equal(await page.locator('dialog[open]').count(), 1);
  assert.equal(await page.evaluate(() => location.hash), '#boards');
});

test('what the saw needs is told in one sentence, politely', async () => {
  await open();
  await page.locator('article .head .link').first().click();
  await page.keyboard.press('ArrowRight');
  const text = await room().locator('[aria-live=polite]').innerText();
  assert.match(text, /^Cut 2 of \d+, .*fence [\d\s.]+ mm/);
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const language of ['en', 'zh-CN']) {
    for (const theme of ['light', 'dark']) {
      test(`axe finds nothing at the saw, nothing is cut off: ${width}, ${language}, ${theme}`, async () => {
        const isPhone = width < 500;
        await open({ settings: { picture: 'elevation', language, theme }, viewport: { width, height }, hasTouch: isPhone, isMobile: isPhone });
        await save(page, `boards-${width}-${language}-${theme}`);
        const step = page.locator('article .head .link').first();
        await (isPhone ? step.tap() : step.click());
        for (let i = 0; i < 5; i += 1) await (isPhone ? room().locator('.step.solid').tap() : room().locator('.step.solid').click());
        assert.deepEqual(await violations(page), []);
        const buttons = await room().locator('.step').all();
        for (const button of buttons) {
          const box = await button.boundingBox();
          assert.ok(box.height >= 60 && box.y + box.height <= height && box.x + box.width <= width);
        }
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await save(page, `saw-${width}-${language}-${theme}`);
      });
    }
  }
}

test('paper has one sheet per page with its cuts numbered and its boards named', async () => {
  await open({ viewport: { width: 1047, height: 719 } });
  const patterns = await page.locator('article .head').count();
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  const sheets = page.locator('.print-sheets article');
  assert.equal(await sheets.count(), patterns);
  assert.ok(!(await page.locator('header').first().isVisible()));
  for (const sheet of await sheets.all()) {
    const rows = await sheet.locator('.cuts tbody tr').count();
    const numbers = await sheet.locator('svg text.number').allTextContents();
    assert.equal(Number(numbers.at(-1)), rows);
    assert.ok((await sheet.locator('svg .board').count()) > 0);
  }
  // No number of a cut on a board's words, and no board whose words its colour swallows.
  const covered = await sheets.evaluateAll((all) =>
    all.flatMap((sheet) => {
      const words = [...sheet.querySelectorAll('.drawing .board text')].map((text) => [text.textContent, text.getBoundingClientRect()]);
      return [...sheet.querySelectorAll('.drawing circle')].flatMap((disc) => {
        const { left, right, top, bottom } = disc.getBoundingClientRect();
        return words.filter(([, box]) => Math.min(right, box.right) - Math.max(left, box.left) > 3 && Math.min(bottom, box.bottom) - Math.max(top, box.top) > 3).map(([text]) => text);
      });
    }),
  );
  assert.deepEqual(covered, []);
  const fills = await sheets.locator('.drawing .board rect').evaluateAll((all) => [...new Set(all.map((rect) => getComputedStyle(rect).fill))]);
  assert.deepEqual(fills, ['rgb(255, 255, 255)']);
  await page.screenshot({ path: new URL('shots/print.png', import.meta.url).pathname, clip: { x: 0, y: 0, width: 1047, height: 1400 }, fullPage: true });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await sheets.count(), 0);
  await page.emulateMedia({ media: null });
  assert.equal(await pagesOnPaper(), patterns);
});

const pagesOnPaper = async () => (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;

test('dark boards are told apart: light words and lines on the screen, a page for each sheet on paper', async () => {
  await open({ settings: { picture: 'elevation', theme: 'dark' } });
  const file = readFileSync(new URL('../../assets/designs/bookcase.boardwright.json', import.meta.url));
  await face(page, 'files');
  await page.locator('input[type=file]').first().setInputFiles({ name: 'bookcase.boardwright.json', mimeType: 'application/json', buffer: file });
  await page.locator('main.face.design').waitFor();
  await face(page, 'boards');
  await planned(page);
  const dark = page.locator('.sheet .board.on-dark-board');
  await dark.first().waitFor();
  for (const [element, what] of [['text', 'fill'], ['rect', 'stroke']]) {
    const colour = await dark.locator(element).first().evaluate((shape, what) => getComputedStyle(shape)[what], what);
    assert.ok(Math.min(...colour.match(/\d+/g).map(Number)) > 180, `${element}: ${colour}`);
  }
  await save(page, 'boards-walnut');
  assert.equal(await pagesOnPaper(), await page.locator('article .head').count());
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
});

test('the fence is whole on the saw’s screen', async () => {
  for (const width of [1024, 1440]) {
    await open({ viewport: { width, height: 800 } });
    await page.locator('article .head .link').last().click();
    for (let i = 0; i < 30; i += 1) {
      const beyond = await room().locator('.facts').evaluate((facts) => facts.scrollWidth - facts.clientWidth);
      assert.ok(beyond <= 0, `${width} px, cut ${i + 1}: ${beyond} px beyond`);
      await page.keyboard.press('ArrowRight');
    }
    if (width < 1440) await context.close();
  }
});
