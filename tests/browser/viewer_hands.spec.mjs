// Hands on the 3D view: the knobs of the size handles, one finger and two.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPlanned, patience, planned, save } from './browser.mjs';
import { price, sizeField, undoButton } from './hands.mjs';

let browser;
before(async () => (browser = await launch({ webgl: true })));
after(() => browser.close());

const frames = (page) => page.evaluate(() => globalThis.boardwright.frameCount());

async function atRest(page) {
  let before = -1;
  for (let now = await frames(page); now !== before; now = await frames(page)) {
    before = now;
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1000)));
  }
}

async function open(options) {
  const opened = await openPlanned(browser, { settings: { picture: '3d' }, ...options });
  await opened.page.locator('.three.shown').waitFor({ timeout: patience * 3 });
  await atRest(opened.page);
  return opened;
}

/** Centres of the knobs in the window: where the pointer becomes a hand that grabs. */
async function knobs(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector('#viewer');
    const box = canvas.getBoundingClientRect();
    const step = 4;
    const found = [];
    for (let y = box.top; y < box.bottom; y += step) {
      for (let x = box.left; x < box.right; x += step) {
        canvas.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, pointerId: 1, pointerType: 'mouse' }));
        if (canvas.style.cursor !== 'grab') continue;
        const knob = found.find((one) => Math.hypot(one.x / one.count - x, one.y / one.count - y) < 24);
        if (knob) Object.assign(knob, { x: knob.x + x, y: knob.y + y, count: knob.count + 1 });
        else found.push({ x, y, count: 1 });
      }
    }
    canvas.dispatchEvent(new PointerEvent('pointerleave', { pointerId: 1, pointerType: 'mouse' }));
    return found.map(({ x, y, count }) => ({ x: x / count, y: y / count }));
  });
}

/** Where the dimensions of the first piece are written, CSS pixels from the picture's corner: they show how the camera stands. */
async function labels(page) {
  await atRest(page);
  const places = await page.locator('.labels span').evaluateAll((all) =>
    all.map(({ style }) => ['--x', '--y'].map((name) => parseFloat(style.getPropertyValue(name)))),
  );
  assert.ok(places.length >= 2, `${places.length} dimensions are written`);
  return places;
}

const between = ([a, b]) => [b[0] - a[0], b[1] - a[1]];
const length = ([x, y]) => Math.hypot(x, y);

test('the knob of the width changes the width as it is dragged, with the price, in one step of undo', { timeout: patience * 6 }, async () => {
  const { context, page, faults } = await open({ viewport: { width: 1100, height: 720 } });
  const all = await knobs(page);
  assert.equal(all.length, 3, 'three knobs');
  // Height is the uppermost; of the two at the foot, the width's stands to the left.
  const [, ...low] = all.sort((a, b) => a.y - b.y);
  const [knob] = low.sort((a, b) => a.x - b.x);
  const field = await sizeField(page, 'width');
  const [width, cost] = [await field.inputValue(), await price(page)];

  await page.mouse.move(knob.x, knob.y);
  await page.mouse.down();
  const widths = new Set();
  for (let i = 1; i <= 8; i += 1) {
    await page.mouse.move(knob.x - i * 8, knob.y - i * 2);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    widths.add(await field.inputValue());
  }
  assert.ok(widths.size >= 4, `the width takes only ${[...widths]} on the way`);
  // The price follows while the knob is still held.
  await page.waitForFunction((before) => Number(document.querySelector('.foot .price strong').textContent.replace(/[^\d.]/g, '')) < before, cost);
  await save(page, '3d-drag');
  await page.mouse.up();
  await planned(page);
  const now = await field.inputValue();
  assert.ok(Number.parseFloat(now) < Number.parseFloat(width), now);
  assert.equal(await page.locator('.choices').count(), 0, 'a drag picks nothing');

  await undoButton(page).click();
  assert.equal(await field.inputValue(), width);
  assert.ok(await undoButton(page).isDisabled(), 'one drag is one step');
  assert.equal(await price(page), cost);
  await context.close();
  assert.deepEqual(faults, []);
});

test('a tap picks, one finger turns, two fingers move and come closer', { timeout: patience * 6 }, async () => {
  const { context, page, faults } = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const touch = await context.newCDPSession(page);
  const box = await page.locator('#viewer').boundingBox();
  const at = (x, y) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
  /** Fingers go from places to places, shares of the picture. */
  const fingers = async (from, to) => {
    const points = (share) => from.map(([x, y], i) => ({ id: i, ...at(x + (to[i][0] - x) * share, y + (to[i][1] - y) * share) }));
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(0) });
    for (let i = 1; i <= 6; i += 1) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(i / 6) });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };

  // A tap.
  const inside = at(0.42, 0.5);
  await page.touchscreen.tap(inside.x, inside.y);
  await page.locator('.choices').waitFor();
  await save(page, '3d-tap');
  await page.locator('.choices .close').tap();

  // One finger: the furniture turns, so that its dimensions stand otherwise to one another.
  const home = await labels(page);
  await fingers([[0.4, 0.4]], [[0.62, 0.4]]);
  const turned = await labels(page);
  const turn = between(turned).map((value, i) => value - between(home)[i]);
  assert.ok(length(turn) > 8, `turned by ${turn}`);
  assert.equal(await page.locator('.choices').count(), 0, 'a drag picks nothing');

  // Two fingers side by side: everything moves with them.
  await fingers([[0.35, 0.5], [0.55, 0.5]], [[0.45, 0.42], [0.65, 0.42]]);
  const moved = await labels(page);
  for (const [i, place] of moved.entries()) {
    assert.ok(Math.abs(place[0] - turned[i][0] - box.width * 0.1) < 12, `moved from ${turned[i]} to ${place}`);
    assert.ok(Math.abs(place[1] - turned[i][1] + box.height * 0.08) < 12, `moved from ${turned[i]} to ${place}`);
  }

  // Two fingers apart: it comes closer.
  await fingers([[0.42, 0.5], [0.58, 0.5]], [[0.34, 0.5], [0.66, 0.5]]);
  const closer = await labels(page);
  const factor = length(between(closer)) / length(between(moved));
  assert.ok(factor > 1.4, `closer by ${factor}`);
  await save(page, '3d-pinch');

  // The page itself has neither scrolled nor zoomed.
  assert.deepEqual(await page.evaluate(() => [scrollX, scrollY, visualViewport.scale]), [0, 0, 1]);
  await context.close();
  assert.deepEqual(faults, []);
});
