// The green passport: a page on screen and paper, JSON by its schema and as the terminal writes it, a code that opens the design.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import Ajv from 'ajv/dist/2020.js';
import { violations } from './axe.mjs';
import { address, launch, openPage, save, usable } from './browser.mjs';
import { face, setSize, sizeField } from './hands.mjs';

let browser, context, page, faults;
before(async () => (browser = await launch()));
after(() => browser.close());
beforeEach(async () => ({ context, page, faults } = await openPage(browser)));
afterEach(async () => {
  await context.close();
  assert.deepEqual(faults, []);
});

const dialog = () => page.locator('dialog.passport');
async function open() {
  await face(page, 'report');
  await page.locator('section[aria-labelledby=report-air]').getByRole('button', { name: 'Green passport' }).click();
  await dialog().locator('svg[role=img]').waitFor();
}

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

test('it names every material, passes axe, and its JSON keeps its schema and is the terminal’s', async () => {
  await open();
  assert.ok((await dialog().locator('tbody tr').count()) > 8);
  assert.deepEqual(await violations(page), []);
  await save(page, 'passport');
  const download = page.waitForEvent('download');
  await dialog().getByRole('button', { name: 'Save as JSON' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  const told = JSON.parse(text);
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(read('../../assets/schema/passport.schema.json'));
  assert.ok(validate(told), JSON.stringify(validate.errors));
  assert.ok(!validate({ ...told, mass_g: 'heavy' }));
  const design = new URL('../../assets/designs/wardrobe.boardwright.json', import.meta.url).pathname;
  const terminal = JSON.parse(execFileSync(process.env.BOARDWRIGHT_CLI, ['passport', design, '--date', told.date], { stdio: ['ignore', 'pipe', 'ignore'] }));
  // A design that one starts from has another name once it is opened.
  assert.deepEqual({ ...told, name: terminal.name }, terminal);
});

test('on paper it is one page', async () => {
  await open();
  const paper = await page.pdf({ format: 'A4', margin: { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' } });
  const pages = paper.toString('latin1').match(/\/Type\s*\/Page\b/g);
  assert.equal(pages.length, 1);
});

test('the address in its code opens the very design, and a damaged one changes nothing', async () => {
  await setSize(page, 'width', '1555');
  await face(page, 'files');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save design' }).click();
  const text = readFileSync(await (await download).path());
  const link = deflateRawSync(text).toString('base64url');
  const other = await context.newPage();
  await other.goto(`${address}#open=${link}`);
  await usable(other);
  await other.locator('.notice.good').waitFor();
  assert.equal(await (await sizeField(other, 'width')).inputValue(), '1555 mm');
  assert.ok(!other.url().includes('open='));
  for (const damaged of ['x', 'AAAA', link.slice(0, 40)]) {
    await other.evaluate((hash) => (location.hash = hash), `open=${damaged}`);
    await other.locator('.notice.fails').waitFor();
    assert.equal(await (await sizeField(other, 'width')).inputValue(), '1555 mm');
    await other.locator('.notice.fails').getByRole('button').last().click();
  }
});
