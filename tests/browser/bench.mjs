// Measures start-up and edits in the browser; prints a line of JSON for each figure.

import { launch, openPage, patience, planned } from './browser.mjs';
import { sizeField } from './hands.mjs';

const edits = 60;
const mark = (page, name) => page.evaluate((wanted) => performance.getEntriesByName(wanted)[0]?.startTime ?? null, name);
const round = (value) => (value === null ? null : Math.round(value * 10) / 10);
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

const plain = await launch();
const { page } = await openPage(plain, { reducedMotion: 'no-preference' });
await planned(page);
await page.waitForFunction(() => performance.getEntriesByName('boardwright:first-plan').length > 0);
const interactive = await mark(page, 'boardwright:interactive');
const firstPlan = await mark(page, 'boardwright:first-plan');

const field = await sizeField(page, 'width');
for (let i = 0; i < edits; i += 1) {
  await field.fill(String(1500 + i * 5));
  await field.press('Enter');
}
await planned(page);
const times = await page.evaluate(() => performance.getEntriesByName('boardwright:edit').map(({ duration }) => duration));
times.sort((a, b) => a - b);
// One edit after the other, each with its plan, as when a person looks at what an edit brings.
for (let i = 0; i < edits / 3; i += 1) {
  const before = await page.evaluate(() => performance.getEntriesByName('boardwright:plan').length);
  await field.fill(String(1500 + i * 15));
  await field.press('Enter');
  await page.waitForFunction((count) => performance.getEntriesByName('boardwright:plan').length > count, before);
}
const plans = await page.evaluate(() => performance.getEntriesByName('boardwright:plan').map(({ duration }) => duration));
const shown = plans.slice(-edits / 3).sort((a, b) => a - b);
await plain.close();

const drawing = await launch({ webgl: true });
const { page: seen } = await openPage(drawing, { settings: { picture: '3d' } });
await seen.waitForFunction(
  () => performance.getEntriesByName('boardwright:first-3d-frame').length > 0 || document.querySelector('.loading.failed'),
  null,
  { timeout: patience * 3 },
);
const firstFrame = await mark(seen, 'boardwright:first-3d-frame');
await drawing.close();

const measures = [
  ['page interactive, cold', interactive, '≤ 1000 ms'],
  ['first cutting plan after the page is interactive', firstPlan - interactive, ''],
  [`edit to new scene, median of ${times.length}`, quantile(times, 0.5), ''],
  [`edit to new scene, p95 of ${times.length}`, quantile(times, 0.95), '≤ 16 ms'],
  [`edit to first cutting plan, median of ${shown.length}`, quantile(shown, 0.5), '≤ 50 ms'],
  [`edit to first cutting plan, p95 of ${shown.length}`, quantile(shown, 0.95), ''],
  ['first 3D frame, cold, software rendering', firstFrame, 'reported, not judged'],
];
for (const [measure, value, goal] of measures.filter(([, value]) => value !== null)) console.log(JSON.stringify({ measure, value: round(value), unit: 'ms', goal }));
