// Keeps every design that was open in this browser, each with its cutting plan and the steps of undo and redo, so that
// nothing is lost by a reload, by opening another, or by closing a tab.
//
// A design has a record of its own, and the tab in which it is open holds that record's lock: tabs can't overwrite each
// other. A new tab goes on with the design used last; when that one is open elsewhere, with a copy, which gets a record as
// soon as it becomes another design. Nothing is ever taken off but by a person (see portfolio).

import { t } from '../i18n/messages.svelte';
import { design, type Cause } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { takeLock, type Release } from './locks';
import { newSlot, Shelf, type Kept } from './shelf';

/** What a tab goes on with. */
export type Restored = { text: string; plan: string | undefined; history: string | undefined };
/** What was not written yet when the page was left; a database takes longer than a page has left to live. */
type LastWords = { designs: Kept[]; plan: string; history: string };

const session_key = 'boardwright:slot';
/** Of which record this tab shows a copy that is none of its own yet. */
const copied_key = 'boardwright:copied';
const last_words_key = 'boardwright:left';
const debounce_ms = 250;
/** While a search goes on, plans come several times a second. */
const plan_debounce_ms = 1000;

export type SavedState = 'saved' | 'saving' | 'not-kept';

class Autosave {
  state = $state<SavedState>('saved');
  /** True when the design used last is open in another tab and this one works on a copy. */
  isCopy = $state(false);
  /** Record of the open design. */
  slot = $state(newSlot());
  /** Where designs are kept; none where nothing can be. */
  shelf: Shelf | null = null;

  #release: Release | null = null;
  #timer = 0;
  #savedRevision = -1;
  #savedPlan = '';
  /** A copy's text as it was opened: as long as it is that, it needs no record of its own. */
  #copiedText: string | null = null;
  /** Records that were handed to the database and aren't there yet. */
  #pending = new Map<string, Kept>();
  /** Writing and changing records happen one after the other. */
  #work: Promise<unknown> = Promise.resolve();
  #followers: (() => void)[] = [];
  /** The record that is being opened again. */
  #wanted: string | null = null;

  /** The design to go on with; none the first time or where nothing can be kept. */
  async restore(): Promise<Restored | null> {
    try {
      this.shelf = await Shelf.open();
      const left = JSON.parse(sessionStorage.getItem(last_words_key) ?? 'null') as Partial<LastWords> | null;
      for (const one of left?.designs ?? []) await this.shelf.put(one);
      const all = await this.shelf.all();
      const own = sessionStorage.getItem(session_key);
      const copied = sessionStorage.getItem(copied_key);
      const kept = all.find(({ slot }) => slot === own) ?? all.find(({ slot }) => slot === copied) ?? all[0];
      this.#release = kept ? await takeLock(kept.slot, kept.slot === own) : null;
      if (kept && this.#release) {
        this.slot = kept.slot;
      } else {
        this.isCopy = kept !== undefined;
        this.#copiedText = kept?.text ?? null;
        this.#release = await takeLock(this.slot, true);
      }
      this.#remember(this.isCopy && kept ? kept.slot : '');
      sessionStorage.removeItem(last_words_key);
      if (!kept) return null;
      const [plan, history] = await Promise.all([this.shelf.beside(kept.slot, 'plan'), this.shelf.beside(kept.slot, 'history')]);
      return { text: kept.text, plan: left?.plan ?? plan, history: left?.history ?? history };
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  /** Goes on in a new record and leaves the kept text alone, because it can't be opened. */
  setAside(): Promise<void> {
    this.slot = newSlot();
    return this.#hold(null);
  }

  /** Saves after each change from now on, and at once when the page is left. */
  begin(): void {
    this.#schedule('edited');
    design.follow((cause) => {
      if (cause === 'opened') this.#opened();
      else this.#schedule(cause);
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.#write();
    });
    addEventListener('pagehide', () => {
      const plan = design.engine.savePlan();
      if (this.state === 'not-kept' || (this.state === 'saved' && plan === this.#savedPlan && this.#pending.size === 0)) return;
      this.#note();
      const left: LastWords = { designs: [...this.#pending.values()], plan, history: design.engine.saveHistory() };
      sessionStorage.setItem(last_words_key, JSON.stringify(left));
      void this.#write();
    });
  }

  /** The next design that is opened is that of a record. */
  expect(slot: string): void {
    this.#wanted = slot;
  }

  /** Calls `follower` whenever what is kept has changed here. */
  follow(follower: () => void): void {
    this.#followers.push(follower);
  }

  /** Another design has taken the place of the one before, which stays as it was left. */
  #opened(): void {
    const { before } = design;
    if (before && this.state === 'saving' && before.text !== this.#copiedText) this.#pend(before.text, before.name);
    const wanted = this.#wanted;
    this.#wanted = null;
    // What is opened is written nowhere else until it is known whether it has a record already.
    this.slot = newSlot();
    this.#copiedText = null;
    this.state = 'saving';
    this.#savedRevision = -1;
    this.#savedPlan = '';
    void this.#next(async () => {
      await this.#flush();
      const revision = design.view?.revision;
      await this.#hold(wanted);
      const history = await this.shelf?.beside(this.slot, 'history');
      if (history !== undefined && design.view?.revision === revision) design.restoreHistory(history);
    });
    this.#schedule('edited');
  }

  /** Takes the record of the open design, if it has one, or the new one. */
  async #hold(wanted: string | null): Promise<void> {
    this.#release?.();
    this.#release = null;
    const text = design.view ? design.engine.save() : null;
    const known = this.shelf && text !== null ? await this.shelf.all() : [];
    const same = known.find(({ slot }) => slot === wanted) ?? known.find((one) => one.text === text);
    if (same && (this.#release = await takeLock(same.slot, false))) {
      this.slot = same.slot;
    } else {
      if (same && same.slot === wanted) {
        this.#copiedText = same.text;
        notices.show({ subject: 'copy', tone: 'plain', text: t('page.saved.other-tab') });
      }
      this.#release = await takeLock(this.slot, true);
    }
    this.#remember(this.#copiedText === null ? '' : (wanted ?? ''));
  }

  /** Notes for a reload of this tab which record is its own, and of which it shows a copy. */
  #remember(copied: string): void {
    try {
      sessionStorage.setItem(session_key, this.slot);
      sessionStorage.setItem(copied_key, copied);
    } catch {
      // Without session storage the latest record is taken the next time.
    }
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

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    return this.#next(async () => {
      const { shelf, slot } = this;
      if (!shelf || this.state === 'not-kept') return;
      const revision = design.view?.revision ?? -1;
      const plan = design.engine.savePlan();
      const isOther = revision !== this.#savedRevision;
      if (isOther) this.#note();
      await this.#flush();
      if (isOther && this.#copiedText === null) await shelf.putBeside(slot, 'history', design.engine.saveHistory());
      if (design.view?.revision === revision && slot === this.slot) {
        this.#savedRevision = revision;
        this.state = 'saved';
      }
      if (plan !== this.#savedPlan && this.#copiedText === null) {
        await shelf.putBeside(slot, 'plan', plan);
        this.#savedPlan = plan;
      }
      for (const follower of this.#followers) follower();
    });
  }

  /** Writes what is pending. */
  async #flush(): Promise<void> {
    const { shelf } = this;
    if (!shelf) return;
    for (const one of [...this.#pending.values()]) {
      // Where it says the same already, its date stays that of its last change.
      if ((await shelf.get(one.slot))?.text !== one.text) await shelf.put(one);
      if (this.#pending.get(one.slot) === one) this.#pending.delete(one.slot);
    }
  }

  /** Notes the open design as it is now to be written. */
  #note(): void {
    const text = design.engine.save();
    if (text === this.#copiedText) return;
    this.#copiedText = null;
    this.#pend(text, design.view?.name ?? '');
  }

  #pend(text: string, name: string): void {
    this.#pending.set(this.slot, { slot: this.slot, text, name, savedAt: Date.now() });
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work).catch((error: unknown) => this.#failed(error));
    this.#work = done;
    return done;
  }

  #failed(error: unknown): void {
    console.warn(`keeping designs: ${String(error)}`);
    this.state = 'not-kept';
  }
}

export const autosave = new Autosave();
