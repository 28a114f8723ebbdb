// The faces other than Design are a file of their own, which comes later and may fail to.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { address, launch, openPage, usable } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('the faces come after the start, and before anyone asks for them', async () => {
  const other = await openPage(browser);
  await other.page.waitForFunction(() => performance.getEntriesByType('resource').filter(({ name }) => /\/faces-/.test(name)).length === 2);
  const { plan, first } = await other.page.evaluate(() => ({
    plan: performance.getEntriesByName('boardwright:first-plan')[0].startTime,
    first: Math.min(...performance.getEntriesByType('resource').filter(({ name }) => /\/faces-/.test(name)).map(({ startTime }) => startTime)),
  }));
  assert.ok(first > plan, `${first} > ${plan}`);
  await other.context.close();
  assert.deepEqual(other.faults, []);
});

for (const [language, said, again] of [['en', /could not be loaded/, 'Try again'], ['zh-CN', /没有加载成功/, '重试']]) {
  for (const kind of ['js', 'css']) {
    test(`faces that can’t be loaded say so, and come by trying again: ${kind}, ${language}`, async () => {
      const other = await browser.newContext({ locale: language });
      const tab = await other.newPage();
      const files = new RegExp(`/faces-[^/]*\\.${kind}$`);
      await tab.route(files, (route) => route.abort());
      await tab.goto(`${address}#boards`);
      await usable(tab);
      assert.match(await tab.locator('main [role=alert]').innerText(), said);
      assert.ok(await tab.locator('.foot .price').isVisible());
      // As long as the server is out of reach nothing is given up.
      await tab.route(/\/$/, (route) => route.abort());
      const refused = tab.waitForEvent('requestfailed', (request) => request.method() === 'HEAD');
      await tab.getByRole('button', { name: again }).click();
      await refused;
      assert.match(await tab.locator('main [role=alert]').innerText(), said);
      await tab.unroute(/\/$/);
      await tab.unroute(files);
      await tab.getByRole('button', { name: again }).click();
      await tab.locator('.sheet .board').first().waitFor();
      await other.close();
    });
  }
}
