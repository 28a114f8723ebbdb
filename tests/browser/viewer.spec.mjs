// The 3D view: it comes after the page, draws, rests, is worked by hand, and may fail without taking anything down.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, coloursOf, launch, openPage, patience, planned, save } from './browser.mjs';
import { compartments, face, price, setSize } from './hands.mjs';

let browser;
before(async () => (browser = await launch({ webgl: true })));
after(() => browser.close());

/** Waits for the first frame, and no longer than until the page says that there will be none. */
async function firstFrame(page) {
  const isOver = () => performance.getEntriesByName('boardwright:first-3d-frame').length > 0 || document.querySelector('.loading.failed') !== null;
  await page.waitForFunction(isOver, null, { timeout: patience * 3 });
  assert.equal(await page.locator('.loading.failed').count(), 0, 'the 3D view has failed');
}
const frames = (page) => page.evaluate(() => globalThis.boardwright.frameCount());

/** Waits until no frame has been drawn for a while. */
async function atRest(page) {
  let before = -1;
  for (let now = await frames(page); now !== before; now = await frames(page)) {
    before = now;
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
  }
}

test('draws the furniture, rests, and follows hand and form', { timeout: patience * 8 }, async () => {
  const { context, page, faults } = await openPage(browser, { settings: { picture: '3d' }, viewport: { width: 1100, height: 720 } });
  // The page works before the 3D view is there.
  assert.ok((await price(page)) > 100);
  assert.ok((await compartments(page).count()) > 0 || (await page.locator('.three.shown').count()) > 0);
  await firstFrame(page);
  await page.locator('.three.shown').waitFor();
  await atRest(page);
  const canvas = page.locator('#viewer');
  assert.ok((await coloursOf(page, await canvas.screenshot())) > 200, 'the canvas is blank');
  await save(page, '3d');

  // Nothing is drawn while nothing moves.
  const still = await frames(page);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3000)));
  assert.equal(await frames(page), still);

  // Turning, moving and zooming draw.
  const box = await canvas.boundingBox();
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  for (const act of [
    async () => {
      await page.mouse.move(...middle);
      await page.mouse.down();
      await page.mouse.move(middle[0] + 80, middle[1] + 20, { steps: 4 });
      await page.mouse.up();
    },
    () => page.mouse.wheel(0, -240),
    async () => {
      await page.locator('.three').focus();
      await page.keyboard.press('ArrowLeft');
    },
    () => page.keyboard.press('f'),
  ]) {
    const drawn = await frames(page);
    await act();
    await page.waitForFunction((count) => globalThis.boardwright.frameCount() > count, drawn);
  }
  await atRest(page);

  // An edit reaches the 3D view.
  const drawn = await frames(page);
  await setSize(page, 'width', '1500');
  await page.waitForFunction((count) => globalThis.boardwright.frameCount() > count, drawn);
  await atRest(page);
  await save(page, '3d-narrow');

  // A compartment is picked in 3D and its choices appear.
  await page.keyboard.press('Escape');
  await page.locator('.bar button', { hasText: 'Front' }).first().click();
  await atRest(page);
  const now = await canvas.boundingBox();
  let isPicked = false;
  for (const [x, y] of [[0.5, 0.4], [0.4, 0.5], [0.6, 0.3], [0.45, 0.6], [0.55, 0.55]]) {
    await page.mouse.click(now.x + now.width * x, now.y + now.height * y);
    isPicked = await page.locator('.choices').waitFor({ timeout: 15_000 }).then(() => true, () => false);
    if (isPicked) break;
  }
  assert.ok(isPicked, 'no compartment is picked in 3D');
  await save(page, '3d-choices');

  // The elevation is one tap away and back.
  await page.locator('.bar').getByRole('button', { name: 'Elevation' }).click();
  await compartments(page).first().waitFor();
  await page.locator('.bar').getByRole('button', { name: '3D' }).click();
  await page.locator('.three.shown').waitFor();

  // A row of the cut list lights its board in 3D.
  await page.keyboard.press('Escape');
  await face(page, 'boards');
  await planned(page);
  await atRest(page);
  const before = await frames(page);
  await page.locator('tbody tr').first().hover();
  await page.waitForFunction((count) => globalThis.boardwright.frameCount() > count, before);
  await atRest(page);
  await save(page, '3d-boards');

  // The other faces have no picture: what was drawn must not cover them.
  for (const name of ['report', 'files']) {
    await face(page, name);
    assert.ok(await canvas.isHidden(), `the 3D view covers ${name}`);
    await save(page, `3d-${name}`);
  }

  // Another design is framed anew, wherever one stood before: its dimensions stand where they would have stood.
  const started = async (turn) => {
    await page.locator('.starter', { hasText: 'Sideboard' }).click();
    await face(page, 'design');
    await page.locator('.three.shown').waitFor();
    await atRest(page);
    const places = await page.locator('.labels span').evaluateAll((all) => all.map((label) => label.style.cssText));
    if (turn) {
      await page.locator('.three').focus();
      for (const key of ['-', '-', '-', 'ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
      await atRest(page);
    }
    await face(page, 'files');
    return places;
  };
  const first = await started(true);
  assert.equal(first.length, 3);
  assert.deepEqual(await started(false), first);
  await context.close();
  assert.deepEqual(faults, []);
});

test('without WebGL the page says so kindly and everything else goes on', async () => {
  const plain = await launch();
  const { context, page, faults } = await openPage(plain, { settings: { picture: '3d' } });
  await page.locator('.loading.failed').waitFor();
  assert.match(await page.locator('.loading.failed').innerText(), /WebGL/);
  assert.ok((await compartments(page).count()) > 0);
  await setSize(page, 'width', '1500');
  assert.ok((await price(page)) > 0);
  // What one sees is what is marked; asking for 3D again says once more why there is none.
  const way = (name) => page.locator('.bar').getByRole('button', { name });
  const marked = async () => [await way('3D').getAttribute('aria-pressed'), await way('Elevation').getAttribute('aria-pressed')];
  assert.deepEqual(await marked(), ['false', 'true']);
  await save(page, 'no-webgl');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.locator('.loading.failed').waitFor({ state: 'detached' });
  await way('3D').click();
  await page.locator('.loading.failed').waitFor();
  assert.deepEqual(await marked(), ['false', 'true']);
  await context.close();
  await plain.close();
  assert.deepEqual(faults, []);
});

test('a 3D view that can’t be loaded leaves the elevation and offers to try again', async () => {
  const context = await browser.newContext({ locale: 'en-US' });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.route(/viewer_bg.*\.wasm/, (route) => route.abort());
  await page.goto(address);
  await page.locator('.loading.failed').waitFor();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
  assert.ok((await compartments(page).count()) > 0);
  await setSize(page, 'width', '1500');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.loading.failed').waitFor();
  await context.close();
});
