// Measures start-up and edits in the browser; prints a line of JSON for each figure.

import { allSteps, launch, openPage, patience, planned } from './browser.mjs';
import { face, sizeField } from './hands.mjs';

const edits = 60;
const mark = (page, name) => page.evaluate((wanted) => performance.getEntriesByName(wanted)[0]?.startTime ?? null, name);
const round = (value) => (value === null ? null : Math.round(value * 10) / 10);
const quantile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const measured = [];
const measure = (name, value, goal = '') => measured.push([name, value, goal]);

/** Durations of a measure of the page, shortest first. */
async function durations(page, name) {
  const times = await page.evaluate((wanted) => performance.getEntriesByName(wanted).map(({ duration }) => duration), name);
  return times.sort((a, b) => a - b);
}

/** Reads how long the main thread has run scripts, styles and layout so far, without the time it waited for a core. */
async function ownTime(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const parts = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'];
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.filter(({ name }) => parts.includes(name)).reduce((sum, { value }) => sum + value * 1_000, 0);
  };
}

/** Makes the furniture wider, step by step; `wait` is for what has to come between two steps, `watch` looks on. */
async function widen(page, count, wait = async () => {}, watch = (act) => act()) {
  const field = await sizeField(page, 'width');
  for (let i = 0; i < count; i += 1) {
    await field.fill(String(1500 + i * 5));
    await watch(() => field.press('Enter'));
    await wait();
  }
}

async function open(page, name) {
  await face(page, 'files');
  await page.locator('input[type=file]').setInputFiles(new URL(`../designs/${name}.boardwright.json`, import.meta.url).pathname);
  await page.locator('.notice.good').waitFor();
  await face(page, 'design');
  const boards = Number((await page.locator('.foot .meters div').nth(3).locator('dd').innerText()).replace(/\D/g, ''));
  await page.evaluate(() => performance.clearMeasures());
  return boards;
}

const plain = await launch();
const { page } = await openPage(plain, { reducedMotion: 'no-preference', steps: allSteps });
await page.waitForFunction(() => performance.getEntriesByName('boardwright:first-plan').length > 0);
const interactive = await mark(page, 'boardwright:interactive');
measure('page interactive, cold', interactive, '≤ 1000 ms');
measure('first cutting plan after the page is interactive', (await mark(page, 'boardwright:first-plan')) - interactive);
await planned(page);
await widen(page, edits);
await planned(page);
const wardrobe = await durations(page, 'boardwright:edit');
measure(`wardrobe, elevation: edit to new picture and price, median of ${wardrobe.length}`, quantile(wardrobe, 0.5));
measure(`wardrobe, elevation: edit to new picture and price, p95 of ${wardrobe.length}`, quantile(wardrobe, 0.95), '≤ 16 ms');

const sixty = await open(page, 'boards-60');
let plans = 0;
await widen(page, 20, async () => {
  plans += 1;
  await page.waitForFunction((count) => performance.getEntriesByName('boardwright:plan').length >= count, plans);
});
const first = await durations(page, 'boardwright:plan');
measure(`${sixty} boards: edit to first cutting plan on show, median of ${first.length}`, quantile(first, 0.5), '≤ 50 ms');
measure(`${sixty} boards: edit to first cutting plan on show, p95 of ${first.length}`, quantile(first, 0.95));
await plain.close();

const drawing = await launch({ webgl: true });
const { page: seen } = await openPage(drawing, { settings: { picture: '3d' }, steps: allSteps });
await seen.waitForFunction(
  () => performance.getEntriesByName('boardwright:first-3d-frame').length > 0 || document.querySelector('.loading.failed'),
  null,
  { timeout: patience * 3 },
);
measure('first 3D frame, cold, software rendering', await mark(seen, 'boardwright:first-3d-frame'), 'reported, not judged');
const many = await open(seen, 'boards-300');
const own = await ownTime(seen);
const taken = [];
await widen(
  seen,
  edits,
  // Drawing in software takes every core for a second: one edit waits for the picture of the one before.
  () => seen.waitForTimeout(2_000),
  async (act) => {
    const before = await own();
    await act();
    taken.push((await own()) - before);
  },
);
taken.sort((a, b) => a - b);
const large = await durations(seen, 'boardwright:edit');
measure(`${many} boards, 3D: edit to new scene, price and page, median of ${large.length}`, quantile(large, 0.5));
measure(`${many} boards, 3D: edit to new scene, price and page, p95 of ${large.length}`, quantile(large, 0.95), '≤ 16 ms');
measure(`the same, the main thread's own time, median of ${taken.length}`, quantile(taken, 0.5));
measure(`the same, the main thread's own time, p95 of ${taken.length}`, quantile(taken, 0.95));
await drawing.close();

for (const [name, value, goal] of measured.filter(([, value]) => value !== null)) {
  console.log(JSON.stringify({ measure: name, value: round(value), unit: 'ms', goal }));
}
