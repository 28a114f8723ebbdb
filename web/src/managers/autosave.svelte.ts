// Keeps the open design, those before it, and its cutting plan in IndexedDB, so that a reload loses nothing.
//
// Each tab keeps its design in a slot of its own and holds that slot's lock while it lives: tabs can't
// overwrite each other. A new tab goes on with the slot used last; when that one is open elsewhere, with a copy.

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { design, type Cause, type Earlier } from '../stores/design.svelte';

export type Kept = { text: string; earlier?: Earlier[]; plan?: string | undefined };
interface Schema extends DBSchema {
  designs: { key: string; value: Kept & { slot: string; savedAt?: number }; indexes: { savedAt: number } };
}

const session_key = 'boardwright:slot';
/** What was not written yet when the page was left; a database takes longer than a page has left to live. */
const last_words_key = 'boardwright:left';
const kept_slots = 8;
const debounce_ms = 250;
/** While a search goes on, plans come several times a second. */
const plan_debounce_ms = 1000;
/** A page that is being reloaded may hold its lock a moment longer, milliseconds. */
const lock_patience_ms = 400;

export type SavedState = 'saved' | 'saving' | 'not-kept';

class Autosave {
  state = $state<SavedState>('saved');
  /** True when the slot used last is open in another tab and this one works on a copy. */
  isCopy = $state(false);

  #database: IDBPDatabase<Schema> | null = null;
  #slot = newSlot();
  #timer = 0;
  #savedRevision = -1;
  #savedPlan = '';

  /** The designs to go on with; none the first time or where nothing can be kept. */
  async restore(): Promise<Kept | null> {
    try {
      this.#database = await openDB<Schema>('boardwright', 1, {
        upgrade: (database) => {
          database.createObjectStore('designs', { keyPath: 'slot' }).createIndex('savedAt', 'savedAt');
        },
      });
      const newestFirst = (await this.#database.getAllFromIndex('designs', 'savedAt')).reverse();
      const own = sessionStorage.getItem(session_key);
      const kept = newestFirst.find(({ slot }) => slot === own) ?? newestFirst[0];
      if (kept && (await takeLock(kept.slot, kept.slot === own))) {
        this.#slot = kept.slot;
      } else {
        this.isCopy = kept !== undefined;
        await takeLock(this.#slot, true);
      }
      sessionStorage.setItem(session_key, this.#slot);
      for (const { slot } of newestFirst.slice(kept_slots)) {
        await this.#database.delete('designs', slot);
        await this.#database.delete('designs', planOf(slot));
      }
      const plan = kept && (await this.#database.get('designs', planOf(kept.slot)))?.text;
      const lastWords = sessionStorage.getItem(last_words_key);
      sessionStorage.removeItem(last_words_key);
      return lastWords ? (JSON.parse(lastWords) as Kept) : kept ? { ...kept, plan } : null;
    } catch (error) {
      console.warn(`keeping designs: ${String(error)}`);
      this.state = 'not-kept';
      return null;
    }
  }

  /** Goes on in a new slot and leaves the kept text alone, because it can't be opened. */
  async setAside(): Promise<void> {
    this.#slot = newSlot();
    await takeLock(this.#slot, true);
    try {
      sessionStorage.setItem(session_key, this.#slot);
    } catch {
      // Without session storage the newest slot is taken the next time.
    }
  }

  /** Saves after each change from now on, and at once when the page is left. */
  begin(): void {
    this.#schedule('edited');
    design.follow((cause) => this.#schedule(cause));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.#write();
    });
    addEventListener('pagehide', () => {
      const plan = design.engine.savePlan();
      if (this.state === 'not-kept' || (this.state === 'saved' && plan === this.#savedPlan)) return;
      sessionStorage.setItem(last_words_key, JSON.stringify({ ...whatToKeep(), plan }));
      void this.#write();
    });
  }

  #schedule(cause: Cause): void {
    const isPlan = cause === 'planned';
    if (this.state === 'not-kept' || (isPlan && this.#timer)) return;
    if (!isPlan) {
      this.state = 'saving';
      this.#savedRevision = -1;
    }
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#write(), isPlan ? plan_debounce_ms : debounce_ms);
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!this.#database || this.state === 'not-kept') return;
    const revision = design.view?.revision ?? -1;
    const plan = design.engine.savePlan();
    try {
      if (revision !== this.#savedRevision) {
        await this.#database.put('designs', { slot: this.#slot, ...whatToKeep(), savedAt: Date.now() });
        if (design.view?.revision === revision) {
          this.#savedRevision = revision;
          this.state = 'saved';
        }
      }
      if (plan !== this.#savedPlan) {
        await this.#database.put('designs', { slot: planOf(this.#slot), text: plan });
        this.#savedPlan = plan;
      }
    } catch (error) {
      console.warn(`keeping designs: ${String(error)}`);
      this.state = 'not-kept';
    }
  }
}

function whatToKeep(): Kept {
  return { text: design.engine.save(), earlier: design.earlier };
}

/** Where the plan of a slot's design is kept: a record of its own without a date, so that it counts as no design. */
function planOf(slot: string): string {
  return `plan:${slot}`;
}

/** Holds the lock of a slot for the life of this page; false when another tab holds it. Without locks only a tab's own slot is safe. */
async function takeLock(slot: string, isOwn: boolean): Promise<boolean> {
  if (!('locks' in navigator)) return isOwn;
  return new Promise((resolve) => {
    const given = navigator.locks.request(`boardwright:${slot}`, { signal: AbortSignal.timeout(lock_patience_ms) }, () => {
      resolve(true);
      return new Promise(() => undefined);
    });
    given.catch(() => resolve(false));
  });
}

function newSlot(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const autosave = new Autosave();
