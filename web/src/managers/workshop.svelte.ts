// The workshop's saw and stock: kept beside the other settings, the same for every design. The engine reads and judges it.

import type { OffcutView, PlanView, Problem, WorkshopView } from '../engine/types';
import { typedLength } from '../i18n/format';
import { joined, plural, t } from '../i18n/messages.svelte';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { refused } from './files';
import { planning } from './planning.svelte';

const key = 'boardwright:workshop';

class Workshop {
  view = $state.raw<WorkshopView>({ rules: [], offcuts: [], is_default: true });
  /** What was in force before a file, a reset or a removal took its place. */
  before = $state('');
  /** What this tab has read or kept last. */
  #kept: string | null = null;

  /**
   * Goes on with what was kept, before the first plan is made, and from then on with what other tabs keep. What can't be
   * read stays kept until the next change.
   */
  restore(): Problem[] {
    const problems = this.#readAgain();
    this.refresh();
    addEventListener('storage', () => this.#follow());
    // A tab that slept was told nothing.
    document.addEventListener('visibilitychange', () => this.#follow());
    return problems;
  }

  /** Reads it again: what the construction method says may have changed. */
  refresh(): void {
    this.view = design.engine.workshop();
  }

  /** Changes it at a place that the engine knows, and plans again. What it refuses changes nothing. */
  change(place: string, text: string): Problem[] {
    const problems = this.#take(place, text);
    if (problems.length > 0) return problems;
    this.#kept = design.engine.saveWorkshop();
    try {
      localStorage.setItem(key, this.#kept);
    } catch {
      notices.show({ subject: 'not-kept', tone: 'look', text: t('page.saved.not-kept-why') });
    }
    planning.replan();
    return [];
  }

  /** Takes an offcut off the list, with a way back. */
  remove(at: number): void {
    this.replace(`offcuts.${at}`, '', t('page.workshop.removed', { number: at + 1 }));
  }

  /** Lets all rules go, with a way back. */
  reset(): void {
    this.replace('rules', '', t('page.workshop.was-reset'));
  }

  /** The plan in force has been sawn: what it leaves goes into stock, what it uses goes off the list, with a way back. */
  sawn({ offcuts, offcuts_used }: PlanView): void {
    const what = joined([offcuts > 0 && plural('page.workshop.sawn.in', offcuts), offcuts_used > 0 && plural('page.workshop.sawn.off', offcuts_used)]);
    refused(this.replace('sawn', '', t('page.workshop.sawn', { what })));
  }

  /** Changes much at once and says so, with a way back that the Files face has as well. */
  replace(place: string, text: string, said: string): Problem[] {
    const before = design.engine.saveWorkshop();
    const problems = this.change(place, text);
    if (problems.length === 0) {
      this.before = before;
      notices.show({ subject: 'workshop', tone: 'good', text: said, action: { label: t('page.files.workshop.back'), run: () => this.goBack() } });
    }
    return problems;
  }

  goBack(): void {
    const { before } = this;
    this.before = design.engine.saveWorkshop();
    this.change('', before);
    notices.drop('workshop');
  }

  /** Goes on with what another tab has made of it: one that did not would write down the older one at its next change. */
  #follow(): void {
    const earlier = this.#kept;
    if (this.#readAgain().length > 0 || this.#kept === earlier) return;
    // The way back would undo what was changed elsewhere.
    this.before = '';
    planning.replan();
    notices.show({ subject: 'workshop', tone: 'good', text: t('page.workshop.elsewhere') });
  }

  /** Takes what is kept if it is another one than before. */
  #readAgain(): Problem[] {
    try {
      const kept = localStorage.getItem(key);
      if (kept === null || kept === this.#kept) return [];
      this.#kept = kept;
      return this.#take('', kept);
    } catch {
      // Storage is switched off: what is set holds until the page is closed.
      return [];
    }
  }

  #take(place: string, text: string): Problem[] {
    const reply = design.engine.changeWorkshop(place, text);
    if ('problems' in reply) return reply.problems;
    this.view = reply.ok;
    design.ratesChanged();
    return [];
  }
}

/** A length in the unit in force without naming it. */
function bare(um: number): string {
  return typedLength(um).replace(/ [a-z]+$/, '');
}

/** The fields of an offcut as one would type them. */
export function offcutTexts(offcut: OffcutView): Record<string, string> {
  return {
    board: offcut.board,
    thickness: typedLength(offcut.thickness_um, 'mm'),
    decor: offcut.decor,
    length: bare(offcut.length_um),
    width: bare(offcut.width_um),
    quantity: String(offcut.quantity),
    price: offcut.fen === 0 ? '' : (offcut.fen / 100).toFixed(2),
  };
}

export const workshop = new Workshop();
