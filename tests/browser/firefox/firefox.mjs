// Firefox for the tests: with WebGL in software, for which it wants a screen (xvfb-run gives one), or without any.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { address, coloursOf, patience, shortSteps, tellViolations } from '../browser.mjs';

const executablePath = process.env.BOARDWRIGHT_FIREFOX ?? '/usr/bin/firefox-esr';
const shots = new URL('../shots/', import.meta.url);

/** What may stand in the console: a missing WebGL and software rendering speak up without being asked. */
const harmless = [/WebGL/i, /^3D view:/, /InstallTrigger|onmozfullscreen/];

export async function launch({ webgl = true } = {}) {
  const downloads = mkdtempSync(join(tmpdir(), 'boardwright-downloads-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: !webgl,
    // Pages are sized by `resize`.
    defaultViewport: null,
    args: ['--width=1480', '--height=1040'],
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
      'ui.prefersReducedMotion': 1,
      'webgl.disabled': !webgl,
    },
  });
  return { browser, downloads, close: () => browser.close().finally(() => rmSync(downloads, { recursive: true, force: true })) };
}

/** Opens the page in a fresh profile and waits until it can be used. `faults` collects what the console complains of. */
export async function openPage({ browser }, { settings = {}, width = 1440, height = 900 } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warn'].includes(message.type()) && !harmless.some((pattern) => pattern.test(text))) faults.push(text);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  await resize(page, { width, height });
  await page.evaluateOnNewDocument((kept, steps) => {
    // The empty page before ours has no storage.
    if (location.protocol === 'about:') return;
    localStorage.setItem('boardwright:search-steps', steps);
    if (!localStorage.getItem('boardwright:settings')) localStorage.setItem('boardwright:settings', JSON.stringify(kept));
  }, { language: 'en', ...settings }, shortSteps);
  await page.evaluateOnNewDocument(tellViolations);
  await page.goto(address);
  await usable(page);
  return { context, page, faults };
}

/** Gives a page its size. Not every Firefox knows the way the screen is held, which is set along with it; the size counts. */
async function resize(page, { width, height }) {
  await page.setViewport({ width, height }).catch((error) => {
    if (!/unknown command emulation\.setScreenOrientationOverride/.test(error.message)) throw error;
  });
  await until(page, (w, h) => innerWidth === w && innerHeight === h, width, height);
}

/**
 * Asks until the answer is something, and gives it back. `page.waitForFunction` makes a function of a text inside the
 * page, which the page's policy forbids.
 */
export async function until(page, question, ...about) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await page.evaluate(question, ...about);
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within ${patience} ms: ${question}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function usable(page) {
  await until(page, () => performance.getEntriesByName('boardwright:interactive').length > 0);
}

/** Waits until the optimiser has done what it can for the design as it is now. */
export async function planned(page) {
  await page.waitForSelector('.foot .price[data-settled="true"]');
}

/** Waits for the first frame of the 3D view, and no longer than until the page says that there will be none. */
export async function firstFrame(page) {
  return until(page, () =>
    performance.getEntriesByName('boardwright:first-3d-frame').length > 0 ? 'drawn' : document.querySelector('.loading.failed') ? 'failed' : '',
  );
}

/** Frames drawn since the start, once none has been drawn for a while. */
export async function framesAtRest(page) {
  const count = () => page.evaluate(() => globalThis.boardwright.frameCount());
  let before = -1;
  for (let now = await count(); now !== before; now = await count()) {
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  return before;
}

/** Waits until the 3D view has drawn more frames than that. */
export async function drawnSince(page, frames) {
  await until(page, (count) => globalThis.boardwright.frameCount() > count, frames);
}

export async function text(page, selector) {
  return page.$eval(selector, (element) => element.innerText);
}

export async function value(page, selector) {
  return page.$eval(selector, (element) => element.value);
}

/** Types into a field in place of what stands there, and applies it. */
export async function type(page, selector, content) {
  await page.click(selector);
  await page.$eval(selector, (field) => field.select());
  await page.keyboard.type(content);
  await page.keyboard.press('Enter');
}

export async function price(page) {
  await planned(page);
  return Number((await text(page, '.foot .price strong')).replace(/[^\d.]/g, ''));
}

export async function boardCount(page) {
  return Number((await text(page, '.foot .meters div:nth-child(4) dd')).replace(/\D/g, ''));
}

export async function face(page, name) {
  const links = await page.$$(`a[href="#${name}"]`);
  for (const link of links) {
    if (await link.isVisible()) {
      await link.click();
      return page.waitForSelector(`main.face.${name}`);
    }
  }
  throw new Error(`no way to ${name}`);
}

/** The centre of an element, for the mouse or a finger. */
export async function middle(page, selector, x = 0.5, y = 0.5) {
  const element = await page.waitForSelector(selector);
  const box = await element.boundingBox();
  return [box.x + box.width * x, box.y + box.height * y];
}

export async function coloursOfCanvas(page) {
  const canvas = await page.$('#viewer');
  return coloursOf(page, Buffer.from(await canvas.screenshot()));
}

export async function save(page, name) {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: new URL(`firefox-${name}.png`, shots).pathname });
}

/** What `act` makes the browser download: its name and text. */
export async function download({ downloads }, act) {
  const before = new Set(readdirSync(downloads));
  await act();
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const files = readdirSync(downloads);
    // While it writes, Firefox keeps a second file beside it.
    const isWriting = files.some((file) => file.endsWith('.part'));
    const name = files.find((file) => !before.has(file));
    if (name && !isWriting) {
      const content = readFileSync(join(downloads, name), 'utf8');
      if (content.length > 0) return { name, text: content, path: join(downloads, name) };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing was downloaded');
}
