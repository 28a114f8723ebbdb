// Which design is open in which tab: a tab holds the lock of its design's record as long as that is open in it.

/** A page that is being reloaded may hold its lock a moment longer, milliseconds. */
const patience_ms = 400;

const nameOf = (slot: string): string => `boardwright:${slot}`;

/** Lets go of a lock. */
export type Release = () => void;

/** Holds the lock of a record; none when another tab holds it. Without locks only a tab's own record is safe. */
export async function takeLock(slot: string, isOwn: boolean): Promise<Release | null> {
  if (!('locks' in navigator)) return isOwn ? () => undefined : null;
  return new Promise((resolve) => {
    const given = navigator.locks.request(nameOf(slot), { signal: AbortSignal.timeout(patience_ms) }, () => {
      return new Promise<void>((release) => resolve(release));
    });
    given.catch(() => resolve(null));
  });
}

/** Of which records some tab holds the lock. */
export async function lockedSlots(): Promise<Set<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  const names = new Set(held.map(({ name }) => name ?? ''));
  return new Set([...names].map((name) => name.replace(/^boardwright:/, '')));
}
