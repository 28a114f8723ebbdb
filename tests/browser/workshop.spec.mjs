// Saw and stock: rules and offcuts change the plan at once, wrong values say why, a reload keeps them, files carry them.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { violations } from './axe.mjs';
import { address, launch, openPlanned, planned, save, usable, watch } from './browser.mjs';
import { face } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => {
  ({ context, page, faults } = await openPlanned(browser, { face: 'boards' }));
  await page.locator('#workshop > summary').click();
});
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const rule = (name) => page.locator(`#rule-${name}`);
const choose = (name, value) => page.locator(`input[name="rule-${name}"][value="${value}"]`).check({ force: true });
const isChosen = (name, value) => page.locator(`input[name="rule-${name}"][value="${value}"]`).isChecked();
const rows = () => page.locator('#workshop .offcut');
const fields = (row) => row.locator('input');
const stocked = () => page.locator('article .badge', { hasText: 'offcut in stock' });

async function set(name, text) {
  await rule(name).fill(text);
  await rule(name).press('Enter');
}

async function addOffcut(length, width) {
  const row = rows().last();
  const options = await row.locator('option').allInnerTexts();
  await row.locator('select').selectOption({ index: options.findIndex((text) => /^Natural oak · 18/.test(text)) });
  await fields(row).nth(0).fill(length);
  await fields(row).nth(1).fill(width);
  await row.getByRole('button').click();
}

/** The drawings, as a text that differs when anything is cut otherwise. */
async function drawn() {
  await planned(page);
  return page.locator('article svg').evaluateAll((all) => all.map((svg) => svg.innerHTML).join('\n'));
}

async function axe(what) {
  assert.deepEqual(await violations(page), [], what);
}

test('levels, first cut and an offcut change the plan, a reload keeps them, one tap lets them go', async () => {
  const first = await drawn();
  await choose('levels', '2');
  await choose('first_cut', 'lengthwise');
  await page.waitForFunction((before) => [...document.querySelectorAll('article svg')].map((svg) => svg.innerHTML).join('\n') !== before, first);
  const ruled = await drawn();
  assert.notEqual(ruled, first);
  await choose('offcuts_first', 'always');
  await addOffcut('1300', '700');
  await stocked().first().waitFor();
  await planned(page);
  assert.match(await page.locator('section[aria-label="Cutting plan"]').innerText(), /1 offcut from stock/);
  await save(page, 'workshop');
  await axe('open');
  const wanted = await drawn();

  await page.reload();
  await usable(page);
  await planned(page);
  await stocked().first().waitFor();
  assert.equal(await drawn(), wanted);
  await page.locator('#workshop > summary').click();
  assert.ok((await isChosen('levels', '2')) && (await isChosen('first_cut', 'lengthwise')));
  assert.equal(await fields(rows().first()).nth(0).inputValue(), '1300');

  const remove = page.getByRole('button', { name: 'Take offcut 1 off the list' });
  await remove.click();
  await page.getByRole('button', { name: 'Back to saw and stock before' }).click();
  await remove.click();
  await page.getByRole('button', { name: 'Reset all rules' }).click();
  assert.ok(await isChosen('levels', 'any'));
  await stocked().first().waitFor({ state: 'detached' });
  // Known from before: it is there without a search.
  await page.waitForFunction((before) => document.querySelectorAll('article').length > 0 && !document.querySelector('[aria-busy=true]') && before !== '', first);
  assert.equal(await drawn(), first);
});

test('wrong values say why beside their field and change nothing', async () => {
  const before = await drawn();
  await set('kerf', '40');
  assert.match(await page.locator('#rule-kerf-hint').innerText(), /40 mm is outside 0 mm to 20 mm/);
  assert.equal(await rule('kerf').getAttribute('aria-invalid'), 'true');
  await set('stack', '0');
  await set('longest_cut', 'banana');
  assert.match(await page.locator('#rule-longest_cut-hint').innerText(), /banana/);
  await addOffcut('9999', '');
  assert.equal(await rows().last().locator('[aria-invalid=true]').count(), 2);
  assert.match(await rows().last().innerText(), /Length: .*9.999 mm is outside/);
  await axe('problems');
  await save(page, 'workshop-problems');
  assert.equal(await drawn(), before);
  await rule('kerf').press('Escape');
  assert.equal(await rule('kerf').getAttribute('aria-invalid'), null);
  assert.equal(await rule('kerf').getAttribute('placeholder'), '4 mm');
});

test('what was typed into a row does not pass on to the offcut that moves there', async () => {
  await addOffcut('1300', '700');
  await addOffcut('1400', '800');
  await addOffcut('1500', '900');
  await fields(rows().nth(1)).nth(0).fill('9999');
  await fields(rows().nth(1)).nth(0).press('Enter');
  assert.equal(await rows().nth(1).locator('[aria-invalid=true]').count(), 1);
  await page.getByRole('button', { name: 'Take offcut 1 off the list' }).click();
  await page.waitForFunction(() => document.querySelectorAll('#workshop .offcut').length === 3);
  const lengths = await rows().evaluateAll((all) => all.map((row) => row.querySelector('input').value));
  assert.deepEqual(lengths, ['1400', '1500', '']);
});

test('boards that a rule leaves no way to cut are named with it', async () => {
  await set('smallest_strip', '300');
  await page.locator('.unplaced li', { hasText: 'narrower than the smallest strip' }).first().waitFor();
  await set('smallest_strip', '');
  await page.locator('.unplaced').waitFor({ state: 'detached' });
});

test('saw and stock are saved as a file and opened again, a damaged one changes nothing', async () => {
  await set('kerf', '3.2');
  await addOffcut('1300', '700');
  await face(page, 'files');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save saw and stock' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  const file = JSON.parse(text);
  assert.equal(file.rules.kerf, '3.2 mm');
  assert.equal(file.offcuts.length, 1);
  const open = (name, content) => page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });

  await open('bad.workshop.json', text.replace('3.2 mm', '32 mm'));
  const notice = page.locator('.notice.fails', { hasText: 'bad.workshop.json' });
  await notice.waitFor();
  assert.match(await notice.innerText(), /32 mm is outside .*Saw kerf/);
  await open('other.workshop.json', JSON.stringify({ ...file, rules: { trim: '5 mm' }, offcuts: [] }));
  await page.locator('.notice.good', { hasText: 'other.workshop.json' }).waitFor();
  await face(page, 'boards');
  await page.locator('#workshop > summary').click();
  assert.equal(await rule('trim').inputValue(), '5 mm');
  assert.equal(await rows().count(), 1);
  await page.getByRole('button', { name: 'Back to saw and stock before' }).click();
  await page.waitForFunction(() => document.querySelector('#rule-kerf').value === '3.2 mm');
  assert.equal(await rule('trim').inputValue(), '');
  assert.equal(await rows().count(), 2);
});

test('a side has its own trim, and kept offcuts are worth a share of their price', async () => {
  await page.locator('#workshop .sides > summary').click();
  await set('trim', '8');
  assert.equal(await rule('trim_left').getAttribute('placeholder'), '8 mm');
  const trimmedAlike = await drawn();
  await set('trim_left', '25');
  assert.equal(await rule('trim_left').inputValue(), '25 mm');
  assert.notEqual(await drawn(), trimmedAlike);

  await set('credit', '140');
  assert.match(await page.locator('.rule', { has: rule('credit') }).locator('[role=alert]').innerText(), /140.*0.*100/);
  await set('credit', '40');
  await planned(page);
  await face(page, 'report');
  const table = page.locator('section[aria-labelledby="report-boards"] table');
  const last = async (rows) => Promise.all((await rows.all()).map(async (row) => Number((await row.locator('td').last().innerText()).replace(/[−–]/, '-').replace(/[^0-9.-]/g, ''))));
  const lines = await last(table.locator('tbody tr'));
  const [credit, total] = await last(table.locator('tfoot tr'));
  assert.ok(credit < 0, `${credit}`);
  assert.ok(Math.abs(lines.reduce((sum, fen) => sum + fen, credit) - total) < 0.01, `${lines} ${credit} ${total}`);
});

for (const [size, viewport] of Object.entries({ desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
  test(`axe finds nothing in the dark on the ${size}`, async () => {
    await context.close();
    ({ context, page, faults } = await openPlanned(browser, { face: 'boards', viewport, colorScheme: 'dark', locale: 'zh-CN' }));
    await page.locator('#workshop > summary').click();
    await choose('offcuts_first', 'from-use');
    await axe(size);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= viewport.width, `${width} px wide`);
    await save(page, `workshop-${size}`);
  });
}

test('boards that no sheet can hold are no bargain: the price is by area, nothing is proven, and a check fails', async () => {
  const price = () => page.locator('.foot .price').innerText();
  const before = await price();
  await set('longest_cut', '1300');
  const note = page.locator('.foot .note', { hasText: 'by area' });
  await note.waitFor();
  await planned(page);
  const gap = await page.locator('section[aria-label="Cutting plan"] dt').first().innerText();
  assert.match(gap, /^\d+ boards fit no sheet$/);
  assert.ok((await page.locator('.foot .meters').innerText()).includes(gap));
  assert.match(await page.locator('[role=alert]', { hasText: 'Fit no sheet' }).innerText(), /needs a longer cut/);
  await face(page, 'report');
  const checks = page.locator('[aria-labelledby=report-checks]');
  assert.match(await checks.innerText(), /Boards that no sheet can hold on this saw: \d+/);
  assert.ok(!(await checks.innerText()).includes('Every board fits a sheet'));
  assert.match(await page.locator('[aria-labelledby=report-boards] tfoot').innerText(), /–\s*$/);
  await face(page, 'boards');
  await page.locator('#workshop > summary').click();
  await set('longest_cut', '');
  await note.waitFor({ state: 'detached' });
  await planned(page);
  assert.equal(await price(), before);
});

test('an offcut that saves no sheet stays in stock; the report names the sheets to buy', async () => {
  const sheets = () => page.locator('section[aria-label="Cutting plan"] dd').first().innerText();
  const before = await sheets();
  await addOffcut('650', '400');
  await planned(page);
  assert.equal(await sheets(), before);
  assert.equal(await stocked().count(), 0);
  await face(page, 'report');
  const lots = await page.locator('[aria-labelledby=report-boards] tbody .more').allInnerTexts();
  const counts = lots.map((text) => Number(text.match(/^(\d+) of /)?.[1] ?? 1));
  assert.equal(counts.reduce((sum, count) => sum + count, 0), Number(before.match(/^\d+/)[0]));
});

test('on a phone a sawn plan says what happens, in Chinese too', async () => {
  await context.close();
  ({ context, page, faults } = await openPlanned(browser, { face: 'boards', viewport: { width: 390, height: 844 }, locale: 'zh-CN' }));
  const sawn = page.getByRole('button', { name: '已锯完，更新库存' });
  await sawn.scrollIntoViewIfNeeded();
  await save(page, 'workshop-sawn-phone-before');
  await sawn.click();
  await page.locator('.notice.good', { hasText: '余料入库' }).waitFor();
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  await axe('phone');
  await save(page, 'workshop-sawn-phone');
});

test('a sawn plan puts its offcuts into stock and stays until it is planned anew, a reload and a way back included', async () => {
  const plan = page.locator('section[aria-label="Cutting plan"]');
  const sawn = page.getByRole('button', { name: 'Sawn: update the stock' });
  const badge = page.locator('#workshop > summary .soft');
  await choose('offcuts_first', 'always');
  await addOffcut('1300', '700');
  await stocked().first().waitFor();
  await planned(page);
  const [wanted, shelf] = [await drawn(), await badge.innerText()];
  const left = Number((await plan.innerText()).match(/largest of (\d+) offcuts to keep/)[1]);
  await sawn.click();
  const notice = page.locator('.notice.good', { hasText: 'Sawn: ' });
  // Under the pointer it stays for as long as the looking takes.
  await notice.hover();
  assert.match(await notice.innerText(), new RegExp(`Sawn: ${left} offcuts put into stock, 1 used up taken off\\.`));
  assert.match(await plan.innerText(), /Sawn, its offcuts are in stock/);
  assert.equal(await drawn(), wanted);
  const stock = await rows().evaluateAll((all) => all.slice(0, -1).map((row) => [...row.querySelectorAll('input')].map((input) => input.value)));
  assert.equal(stock.reduce((sum, [, , count]) => sum + Number(count), 0), left);
  assert.ok(!stock.some(([length]) => length === '1300'));
  assert.equal(await page.locator('article .keep[aria-disabled=false]').count(), 0);
  await save(page, 'workshop-sawn');
  await axe('sawn');

  await notice.getByRole('button', { name: 'Back to saw and stock before' }).click();
  assert.match(await plan.innerText(), /Search stopped/);
  assert.equal(await badge.innerText(), shelf);
  await sawn.click();
  await page.reload();
  await usable(page);
  await planned(page);
  assert.match(await plan.innerText(), /Sawn, its offcuts are in stock/);
  assert.equal(await drawn(), wanted);
  // Once more the same: what was left of the first is there to cut from.
  await page.getByRole('button', { name: 'Plan anew' }).click();
  await page.waitForFunction((before) => [...document.querySelectorAll('article svg')].map((svg) => svg.innerHTML).join('\n') !== before, wanted);
  await planned(page);
  assert.equal(await sawn.getAttribute('aria-disabled'), 'false');
  assert.doesNotMatch(await plan.innerText(), /Sawn/);
});

test('two tabs share saw and stock: neither writes down an older one', async () => {
  const other = await context.newPage();
  const otherFaults = watch(other);
  await other.goto(`${address}#boards`);
  await usable(other);
  await other.locator('#workshop > summary').click();
  await set('longest_cut', '2000');
  // The other one follows at once and says so.
  await other.locator('.notice.good', { hasText: 'changed in another tab' }).waitFor();
  assert.match(await other.locator('#rule-longest_cut').inputValue(), /^2000 /);
  await other.locator('#rule-smallest_strip').fill('40');
  await other.locator('#rule-smallest_strip').press('Enter');
  await page.waitForFunction(() => document.querySelector('#rule-smallest_strip').value.startsWith('40 '));
  assert.match(await rule('longest_cut').inputValue(), /^2000 /);
  // What was damaged from outside changes nothing here.
  await other.evaluate(() => localStorage.setItem('boardwright:workshop', '{"trim": 1'));
  await other.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
  assert.match(await rule('smallest_strip').inputValue(), /^40 /);
  await set('longest_cut', '2100');
  await other.waitForFunction(() => document.querySelector('#rule-longest_cut').value.startsWith('2100 '));
  assert.match(await other.locator('#rule-smallest_strip').inputValue(), /^40 /);
  assert.deepEqual(otherFaults, []);
  await other.close();
});
