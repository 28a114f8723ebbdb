// Chromium for the tests: with WebGL in software, or without any for what needs no 3D view.

import { readFileSync } from 'node:fs';
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const address = process.env.BOARDWRIGHT_URL ?? 'http://127.0.0.1:5173/';
/** Software rendering on a busy machine takes its time. */
export const patience = 120_000;

const executablePath = process.env.BOARDWRIGHT_CHROMIUM ?? '/usr/bin/chromium';
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const withWebGl = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const withoutWebGl = ['--disable-gpu', '--disable-3d-apis'];
const shots = new URL('shots/', import.meta.url);

export async function launch({ webgl = false } = {}) {
  return chromium.launch({ executablePath, headless: true, args: [...quiet, ...(webgl ? withWebGl : withoutWebGl)] });
}

/** What may stand in the console: software rendering and a missing WebGL speak up without being asked. */
const harmless = [/WebGL/i, /GPU stall/i, /swiftshader/i, /^3D view:/];

/** After so many steps a search rests in tests that are not about the search: a plan to look at, within a moment. */
export const shortSteps = '20';
/** For tests of what is seen while a search goes on. */
export const someSteps = '2000';
/** All of its work, for tests of the search itself. */
export const allSteps = '';

/**
 * Opens the page in a fresh profile and waits until it can be used. `settings` are the page's own; the elevation is
 * the picture unless told otherwise. `cores` is what the machine seems to have, `steps` what a search does at most.
 * `faults` collects what the console complains of.
 */
export async function openPage(browser, { settings = { picture: 'elevation' }, face = 'design', locale = 'en-US', cores, steps = shortSteps, ...options } = {}) {
  const context = await browser.newContext({
    locale,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(patience);
  await context.addInitScript((kept) => {
    if (!localStorage.getItem('boardwright:settings')) localStorage.setItem('boardwright:settings', JSON.stringify(kept));
  }, { basis: 'alone', ...settings });
  await context.addInitScript(tellViolations);
  await context.addInitScript((most) => localStorage.setItem('boardwright:search-steps', most), steps);
  if (cores) await context.addInitScript((many) => Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => many }), cores);
  const page = await context.newPage();
  const faults = watch(page);
  await page.goto(`${address}#${face}`);
  await usable(page);
  return { context, page, faults };
}

/** Has the page say aloud what its policy keeps it from doing. */
export const tellViolations = () =>
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sample }) => console.error('against the policy:', effectiveDirective, blockedURI, sample));

export function watch(page) {
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    const text = message.text();
    if (['error', 'warning'].includes(message.type()) && !harmless.some((pattern) => pattern.test(text))) faults.push(text);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
  });
  return faults;
}

/** Waits until form, price and picture are there. */
export async function usable(page) {
  await page.waitForFunction(() => performance.getEntriesByName('boardwright:interactive').length > 0);
}

/** Waits until the optimiser has done what it can for the design as it is now: the price then stands still. */
export async function planned(page) {
  await page.locator('.foot .price[data-settled="true"]').waitFor();
}

/** Opens the page and waits until the design on which it opens is planned. */
export async function openPlanned(browser, options = {}) {
  const opened = await openPage(browser, options);
  await planned(opened.page);
  return opened;
}

export async function save(page, name) {
  mkdirSync(shots, { recursive: true });
  return page.screenshot({ path: new URL(`${name}.png`, shots).pathname });
}

/** The message texts of a language, as the page has them. */
export function texts(language) {
  return read(new URL(`../../web/src/generated/messages/${language}.json`, import.meta.url));
}

function read(url) {
  return JSON.parse(readFileSync(url, 'utf8'));
}

/** How many different colours a picture holds; a blank one has a handful. */
export async function coloursOf(page, picture) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return colours.size;
  }, picture.toString('base64'));
}
