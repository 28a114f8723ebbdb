// What is typed into a field: whose undo it is, and that nothing of it stays behind.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { launch, openPage } from './browser.mjs';
import { setSize, sizeField, undoButton } from './hands.mjs';

let browser, context, page, faults, field, first;
before(async () => {
  browser = await launch();
  ({ context, page, faults } = await openPage(browser));
  first = await (await sizeField(page, 'width')).inputValue();
});
after(async () => {
  await browser.close();
  assert.deepEqual(faults, []);
});
beforeEach(async () => {
  while (await undoButton(page).isEnabled()) await undoButton(page).click();
  field = await sizeField(page, 'width');
  assert.equal(await field.inputValue(), first);
});

for (const [undo, redo] of [['Control+z', 'Control+y'], ['Control+z', 'Control+Shift+z']]) {
  test(`in a field that stands as committed ${undo} and ${redo} are the design’s`, async () => {
    await setSize(page, 'width', '1500');
    await setSize(page, 'width', '1600');
    await field.press(undo);
    assert.equal(await field.inputValue(), '1500 mm');
    await field.press(undo);
    assert.equal(await field.inputValue(), first);
    await field.press(redo);
    assert.equal(await field.inputValue(), '1500 mm');
    assert.ok(await field.evaluate((input) => input === document.activeElement), 'the focus stays');
  });
}

test('what was typed and not taken is the field’s to undo', async () => {
  await setSize(page, 'width', '1500');
  await field.selectText();
  await page.keyboard.type('1701');
  await field.press('Control+z');
  assert.notEqual(await field.inputValue(), '1701');
  await field.press('Escape');
  assert.equal(await field.inputValue(), '1500 mm');
  await field.press('Control+z');
  assert.equal(await field.inputValue(), first);
});

test('undo by key reaches the design from the name and from a list as well', async () => {
  await setSize(page, 'width', '1500');
  await page.locator('header .name input').press('Control+z');
  assert.equal(await field.inputValue(), first);
  await setSize(page, 'width', '1500');
  await page.locator('.material select').first().press('Control+z');
  assert.equal(await field.inputValue(), first);
});

test('what was typed wrong stays over an undo, until Escape', async () => {
  await setSize(page, 'width', '1500');
  await setSize(page, 'width', 'banana');
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  await undoButton(page).click();
  assert.equal(await field.inputValue(), 'banana', 'what was typed wrong can be mended');
  await field.press('Escape');
  assert.equal(await field.inputValue(), first);
});

test('fifty edits leave no node behind', async () => {
  const debug = await context.newCDPSession(page);
  await debug.send('HeapProfiler.enable');
  const nodes = async () => {
    await page.waitForTimeout(500);
    await debug.send('HeapProfiler.collectGarbage');
    return (await debug.send('Memory.getDOMCounters')).nodes;
  };
  const edit = async (times) => {
    for (let i = 0; i < times; i += 1) await setSize(page, 'width', `${1500 + (i % 2)}`);
  };
  await edit(10);
  const before = await nodes();
  await edit(50);
  const after = await nodes();
  assert.ok(after - before < 25, `${before} nodes, ${after} after fifty edits`);
});
