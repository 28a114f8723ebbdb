// For tests of the page, which would else wait for the cutting plan most of the time.

const key = 'boardwright:search-steps';

/**
 * After how many steps each worker rests as if its work were done; no limit unless a test has set one. A plan found so is
 * as good as any to look at, and none to buy by.
 */
export function mostSteps(): number {
  try {
    return Number(localStorage.getItem(key)) || Infinity;
  } catch {
    return Infinity;
  }
}
