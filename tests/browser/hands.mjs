// What a person does and sees on the page, in words the tests can use.

import assert from 'node:assert/strict';
import { planned, texts } from './browser.mjs';

const english = texts('en');

/** The compartments of the elevation. */
export function compartments(page) {
  return page.locator('.stage g.compartment');
}

/** The price on show, in yuan, once it has settled. */
export async function price(page) {
  await planned(page);
  const text = await page.locator('.foot .price strong').innerText();
  const value = Number(text.replace(/[^\d.]/g, ''));
  assert.ok(value > 0, `no price in “${text}”`);
  return value;
}

/** Boards in all, from the meter. */
export async function boardCount(page) {
  return Number((await page.locator('.foot .meters div').nth(3).locator('dd').innerText()).replace(/\D/g, ''));
}

/** Types into a size field and applies it. */
export async function setSize(page, axis, text) {
  const field = page.locator(`#size-${await firstItem(page)}-${axis}`);
  await field.fill(text);
  await field.press('Enter');
  return field;
}

export async function sizeField(page, axis) {
  return page.locator(`#size-${await firstItem(page)}-${axis}`);
}

async function firstItem(page) {
  const id = await page.locator('[id^="size-"][id$="-width"]').first().getAttribute('id');
  return id.split('-')[1];
}

/** Picks a compartment, even one that the choices of another cover. */
export async function pick(page, number) {
  await compartments(page).nth(number).dispatchEvent('click', { detail: 1 });
}

/** Waits until what has changed its size stands where it belongs: it is measured in one frame and placed in the next. */
export function placed(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
}

/** Unfolds all choices of the picked compartment. */
export async function allChoices(page) {
  const more = page.locator('.choices .more[aria-expanded=false]');
  if ((await more.count()) > 0) await more.click();
}

/** Puts a module into the first compartment that takes it; answers with that compartment's number. */
export async function putIn(page, module) {
  const name = english[`module.${module}`];
  assert.ok(name, `no text for ${module}`);
  const count = await compartments(page).count();
  for (let i = 0; i < count; i += 1) {
    await pick(page, i);
    await page.locator('.choices').waitFor();
    await allChoices(page);
    const choice = page.locator('.choices button:not([aria-disabled])', { hasText: new RegExp(`^\\+ ${name}$`) });
    if ((await choice.count()) > 0) {
      await choice.first().click();
      return i;
    }
  }
  assert.fail(`no compartment takes ${name}`);
}

/** What the elevation draws, as a text that differs whenever the picture differs. */
export async function picture(page) {
  return page.locator('.stage .drawing').evaluate((drawing) =>
    [...drawing.querySelectorAll('rect, path')]
      .map((shape) => [shape.parentElement, shape].flatMap((element) => [...element.attributes]).map(({ name, value }) => `${name}=${value}`).join(' '))
      .join('\n'),
  );
}

export function undoButton(page) {
  return page.locator('header .tools button').nth(0);
}

export function redoButton(page) {
  return page.locator('header .tools button').nth(1);
}

/** Opens a face by its entry in the navigation that is in view. */
export async function face(page, name) {
  await page.locator(`a[href="#${name}"]:visible`).click();
  await page.locator(`main.face.${name}`).waitFor();
  // All but Design come with a script of their own.
  await page.locator('main #content > p[aria-busy=true]').waitFor({ state: 'detached' });
}

/** Begins to note all that is told to screen readers: a word may be followed by the next at once. */
export async function listen(page) {
  await page.locator('.visually-hidden[role=status]').evaluate((status) => {
    globalThis.heard = [];
    new MutationObserver(() => heard.push(status.textContent)).observe(status, { characterData: true, childList: true, subtree: true });
  });
}

/** Waits until something of that kind was told since {@link listen}. */
export async function heard(page, pattern) {
  await page.waitForFunction(([source]) => heard.some((text) => new RegExp(source).test(text)), [pattern.source]);
}
