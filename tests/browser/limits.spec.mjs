// How far a size can go is told with the reason, reckons with what stands inside, and can be used to its very end.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from './browser.mjs';
import { setSize, sizeField } from './hands.mjs';

let browser, page, faults;
before(async () => {
  browser = await launch();
  ({ page, faults } = await openPage(browser));
});
after(async () => {
  await browser.close();
  assert.deepEqual(faults, []);
});

const hint = async (axis) => page.locator(`#${await (await sizeField(page, axis)).getAttribute('id')}-hint`);
const alert = () => page.locator('.size [role=alert]');

/** The limits on show, once those that reckon with what stands inside are found. */
async function limits(axis) {
  await page.locator('[data-limits=new]').waitFor();
  const last = await (await hint(axis)).innerText();
  const [, min, max, reason] = /^([\d. ]+) to ([\d. ]+) mm: (.+)$/.exec(last.replace(/[\u00a0\u202f]/g, ' ')) ?? assert.fail(last);
  return { min: min.replaceAll(' ', ''), max: max.replaceAll(' ', ''), reason };
}

for (const axis of ['width', 'height', 'depth']) {
  test(`${axis}: both ends are taken, and one millimetre more is refused with the reason that stands there`, async () => {
    const { min, max, reason } = await limits(axis);
    await setSize(page, axis, max);
    assert.equal(await alert().count(), 0);
    assert.equal(Number.parseFloat((await limits(axis)).max), Number.parseFloat(max));
    await setSize(page, axis, String(Number(max) + 1));
    assert.ok((await alert().innerText()).includes(reason), `${await alert().innerText()} lacks ${reason}`);
    await page.keyboard.press('Escape');
    await setSize(page, axis, min);
    assert.equal(await alert().count(), 0);
    const least = (await limits(axis)).reason;
    await setSize(page, axis, String(Number(min) - 1));
    assert.ok((await alert().innerText()).length > 5 && least.length > 5);
    await page.keyboard.press('Escape');
    await page.locator('header .tools button').first().click();
    await page.locator('header .tools button').first().click();
  });
}

test('what stands inside narrows the limits, and they widen when it is gone', async () => {
  const before = await limits('width');
  const places = page.locator('.inside select').first();
  // Divisions go with all that sits in them.
  for (let left = 30; left > 0; left -= 1) {
    const values = await places.locator('option:not(:first-child)').evaluateAll((all) => all.map((one) => one.value));
    await places.selectOption(values[left % values.length]);
    const out = page.locator('.inside .chip.remove').last();
    if ((await out.count()) > 0) await out.click();
  }
  const after = await limits('width');
  assert.ok(Number(after.min) < Number(before.min), `${after.min} < ${before.min}`);
});
