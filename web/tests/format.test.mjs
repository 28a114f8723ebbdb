// Lengths as people read and type them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const kept = new Map([['boardwright:settings', JSON.stringify({ language: 'en', unit: 'in' })]]);
globalThis.localStorage ??= { getItem: (key) => kept.get(key) ?? null, setItem: () => undefined };
globalThis.matchMedia ??= () => ({ matches: false, addEventListener: () => undefined });
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en'] }, configurable: true });

const { settings } = await load('stores/settings.svelte.ts');
const { atLeast, atMost, formatLength, formatLengthBare, typedLength, withUnit } = await load('i18n/format.ts');
const spaced = (text) => text.replaceAll('\u202f', ' ');

test('inches are fractions to 1/32, in their lowest terms', () => {
  settings.unit = 'in';
  for (const [um, text] of [
    [1_800_000, '70 7/8 in'],
    [25_400, '1 in'],
    [12_700, '1/2 in'],
    [18_000, '23/32 in'],
    [25_399, '1 in'],
    [-38_100, '-1 1/2 in'],
    [2_436_000, '95 29/32 in'],
  ]) {
    assert.equal(spaced(formatLength(um)), text);
    assert.equal(typedLength(um), text);
  }
});

test('gauges go by decimals: half a millimetre is no 1/32', () => {
  settings.unit = 'in';
  assert.equal(formatLength(400), '0.016 in');
  assert.equal(formatLength(3_200), '0.126 in');
  assert.equal(formatLength(0), '0 in');
});

test('decimals where one asks', () => {
  settings.unit = 'in-decimal';
  assert.equal(formatLength(1_800_000), '70.87 in');
  assert.equal(typedLength(1_800_000), '70.8661 in');
  assert.equal(withUnit('70.9'), '70.9 in');
});

test('limits are rounded inwards, to what is shown', () => {
  settings.unit = 'in';
  for (let um = 6_400; um < 3_000_000; um += 7_919) {
    assert.ok(Math.round(atLeast(um)) >= um && Math.round(atMost(um)) <= um, `${um}`);
    const shown = spaced(formatLengthBare(atMost(um)));
    const [top = 0, bottom = 1] = (/\d+\/\d+/.exec(shown)?.[0] ?? '0/1').split('/').map(Number);
    const whole = /^\d+(?!\/|\d)/.exec(shown)?.[0] ?? '0';
    assert.ok(Math.round((Number(whole) + top / bottom) * 25_400) <= um, shown);
  }
});

test('what a person types has the unit in force, its fraction left whole', () => {
  settings.unit = 'in';
  assert.equal(withUnit('70 7/8'), '70 7/8 in');
  assert.equal(withUnit('70\u202f7/8'), '70 7/8 in');
  assert.equal(withUnit('70.5'), '70.5 in');
  assert.equal(withUnit('1800 mm'), '1800 mm');
  settings.unit = 'mm';
  assert.equal(withUnit('2 436'), '2436 mm');
  assert.equal(withUnit('２４００'), '2400 mm');
});
