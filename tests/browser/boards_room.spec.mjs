// The Boards face at every width: nothing is cut off, nothing touches, the list has room. One page stands for all.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { launch, openPlanned, planned, save } from './browser.mjs';

let browser, page, faults;
before(async () => {
  browser = await launch();
  ({ page, faults } = await openPlanned(browser, { face: 'boards' }));
});
after(() => browser.close());
afterEach(() => assert.deepEqual(faults, []));

for (const [language, name] of [['en', 'English'], ['zh-CN', '中文']]) {
  for (const [width, height] of [[360, 740], [390, 844], [768, 1024], [844, 390], [1024, 768], [1280, 800], [1440, 900]]) {
    test(`figures, search and list have room: ${width}×${height}, ${language}`, async () => {
      if ((await page.locator('html').getAttribute('lang')) !== language) await page.getByRole('button', { name }).click();
      await page.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
      await page.setViewportSize({ width, height });
      await page.reload();
      await planned(page);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      const narrow = await page.evaluate(() => {
        const faults = [];
        const box = (element) => element.getBoundingClientRect();
        const content = document.querySelector('.content');
        if (content.scrollWidth > content.clientWidth) faults.push(`sheets are cut off: ${content.scrollWidth} > ${content.clientWidth}`);
        for (const list of document.querySelectorAll('dl')) {
          const figures = [...list.querySelectorAll('dt, dd')].filter((element) => element.checkVisibility()).map((element) => {
            const range = document.createRange();
            range.selectNodeContents(element);
            const text = range.getBoundingClientRect();
            // What is cut off with an ellipsis doesn't reach its neighbour.
            const right = getComputedStyle(element).overflowX === 'hidden' ? Math.min(text.right, box(element).right) : text.right;
            return [element.textContent, { top: text.top, bottom: text.bottom, left: text.left, right }];
          });
          for (const [i, [text, a]] of figures.entries()) {
            for (const [beside, b] of figures.slice(i + 1)) {
              if (a.top < b.bottom - 2 && b.top < a.bottom - 2 && a.left < b.right + 5 && b.left < a.right + 5) faults.push(`${text} touches ${beside}`);
            }
          }
        }
        const state = box(document.querySelector('#search-state'));
        if (state.width < 150) faults.push(`the search's state is ${state.width} wide`);
        const list = document.querySelector('.list .scroll');
        list.scrollIntoView({ block: 'end' });
        const foot = box(document.querySelector('.foot')).top;
        const rows = [...list.querySelectorAll('tbody tr')].filter((row) => box(row).bottom <= Math.min(foot, box(list).bottom) + 1).length;
        if (rows < 3) faults.push(`${rows} rows of the list in view`);
        const [last] = [...list.querySelectorAll('thead th')].slice(-1);
        if (innerWidth > 760 && box(last).right > innerWidth + 1) faults.push('the list is cut off');
        return faults;
      });
      assert.deepEqual(narrow, []);
      await save(page, `boards-${width}-${language}`);
    });
  }
}
