// Keeps the workers busy with the newest design and brings their plans together. Edits never wait for them.
//
// The first worker makes the first plan. The others join once the design has stood still for a moment: each searches from
// seeds of its own and is told how good the best plan is, so that it only speaks up when it has a better one.

import { plural, t, type PageKey } from '../i18n/messages.svelte';
import { gapText } from '../i18n/plan';
import type { Engine, Outcome, SearchState } from '../engine/engine';
import { refused } from './files';
import { mostSteps } from './short_search';
import { design } from '../stores/design.svelte';
import { notices } from '../stores/notices.svelte';
import { settings, type Goal } from '../stores/settings.svelte';
import type { BarsView, Progress } from '../engine/types';
import type { FromWorker, ToWorker } from '../worker/messages';

/** More find hardly more, and a phone has other things to do. */
const most_workers = 4;
/** How long a design stands still before all workers take it up, milliseconds. */
const still_ms = 150;

/** One core stays with the page. */
function workerCount(): number {
  return Math.max(1, Math.min(most_workers, (navigator.hardwareConcurrency || 2) - 1));
}

class Planning {
  state = $state<SearchState>('running');
  /** Share of the search done, 0 to 1. */
  progress = $state(0);

  #workers: Worker[] = [];
  #number = 0;
  #reports: Progress[] = [];
  #joining = 0;
  #haveJoined = false;
  #wantsWord = false;
  /** What the workers look for a plan of. */
  #job = '';
  #hasKept = false;
  #since: number | null = null;
  #resolve: (() => void) | null = null;
  #barsAsked = 0;
  #barsWanted = new Map<number, { bars: string; take: (sawn: BarsView[]) => void }>();
  /** How good the plan was when the search was told to go on; none when it was not. */
  #before: string | null = null;

  /** Starts the workers; the promise is kept when the first plan is there, or won't come. */
  start(optimiser: Promise<WebAssembly.Module>): Promise<void> {
    const first = new Promise<void>((resolve) => (this.#resolve = resolve));
    for (let i = 0; i < workerCount(); i += 1) {
      const worker = new Worker(new URL('../worker/optimiser.ts', import.meta.url), { type: 'module' });
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => this.#hear(i, data);
      worker.onerror = () => this.#failed(i);
      this.#workers.push(worker);
    }
    // Where the page opens on the report, bars are asked for before there is anyone to saw them.
    this.#barsWanted.forEach(({ bars }, number) => this.#tell(0, { kind: 'bars', number, bars }));
    optimiser.then(
      (module) => this.#tellAll({ kind: 'start', module, mostSteps: mostSteps() }),
      (reason: unknown) => {
        console.warn(`cutting plan: ${String(reason)}`);
        this.#workers.forEach((_, i) => this.#failed(i));
      },
    );
    design.follow((cause) => {
      if (cause !== 'planned') this.#plan(cause === 'edited');
    });
    if (design.view) this.#plan(false);
    return first;
  }

  /** Looks for a plan that serves another goal; the one on show stays until then. */
  aimAt(goal: Goal): void {
    settings.goal = goal;
    design.engine.setGoal(goal);
    this.#plan(false);
    this.#wantsWord = true;
  }

  /** Looks for a plan on another saw or from another stock; the one on show stays until then. */
  replan(): void {
    design.keep((engine) => engine.view());
    this.#plan(false, 'page.workshop.kept.lost');
    this.#wantsWord = true;
  }

  /** Keeps sheets or boards as they are, or lets them go, and plans the rest again. */
  keep(change: (engine: Engine) => Outcome): void {
    const problems = design.keep(change);
    refused(problems);
    if (problems.length > 0) return;
    this.#plan(false);
  }

  /** Goes on where the search rested, or beyond its usual work. */
  improve(): void {
    if (!this.canImprove) return;
    this.#wantsWord = true;
    this.#before = design.engine.known();
    // A plan known from before has no search that could go on: it begins again, from how good that plan is.
    if (this.#reports.length === 0) this.#give(0, design.engine.known());
    this.#reports.forEach((report) => (report.done = report.exhausted));
    this.#run();
    if (!this.#haveJoined) this.#join();
    this.#tellAll({ kind: 'resume', number: this.#number });
    notices.speak(t('page.boards.search.running'));
  }

  /** Leaves the plan as it is. */
  settle(): void {
    if (this.state !== 'running' || !design.view?.plan) return;
    this.#stop('stopped');
    this.#tellAll({ kind: 'pause', number: this.#number });
    design.planned('stopped');
    this.#speak();
  }

  /** Plans what is sawn once more, from the stock as it is now. */
  again(): void {
    design.keep((engine) => engine.planAgain());
    this.#plan(false, 'page.workshop.kept.lost');
    this.#wantsWord = true;
  }

  /** Looks for a plan unless there is the same to cut as before. `lost` is what is said when that has freed what was kept. */
  #plan(isEdit: boolean, lost: PageKey | false = isEdit && 'page.boards.kept.lost'): void {
    const job = design.engine.job();
    if (job === this.#job && design.view?.plan) {
      // It may be sawn now, or that was taken back.
      const search = design.engine.search();
      if (search === 'sawn' || this.state === 'sawn') this.#stop(search);
      return;
    }
    this.#job = job;
    const hadKept = this.#hasKept;
    this.#hasKept = design.engine.hasKept();
    if (lost && hadKept && !this.#hasKept) notices.show({ subject: 'kept-boards', tone: 'plain', text: t(lost) });
    if (this.#hasKept) notices.drop('kept-boards');
    clearTimeout(this.#joining);
    this.#number += 1;
    this.#reports = [];
    this.#haveJoined = false;
    this.#wantsWord = false;
    this.#before = null;
    this.#since = isEdit ? design.editedAt : null;
    this.progress = 0;
    const search = design.engine.search();
    if (search !== 'running') {
      this.#tellAll({ kind: 'drop' });
      this.progress = 1;
      this.#resolve?.();
      this.#stop(search);
      return;
    }
    this.#run();
    this.#give(0, null);
    for (let i = 1; i < this.#workers.length; i += 1) this.#tell(i, { kind: 'drop' });
  }

  #give(worker: number, known: string | null): void {
    this.#tell(worker, { kind: 'job', number: this.#number, job: this.#job, worker, workers: this.#workers.length, known });
  }

  /** How the bars of the engine are sawn; the promise is kept unless the optimiser can't be had. */
  sawBars(bars: string): Promise<BarsView[]> {
    const number = (this.#barsAsked += 1);
    this.#tell(0, { kind: 'bars', number, bars });
    return new Promise((take) => this.#barsWanted.set(number, { bars, take }));
  }

  #hear(worker: number, data: FromWorker): void {
    if (data.kind === 'bars') {
      this.#barsWanted.get(data.number)?.take(data.sawn);
      this.#barsWanted.delete(data.number);
      return;
    }
    if (data.number !== this.#number) return;
    if (data.kind === 'failed') {
      console.warn(`cutting plan: ${data.reason}`);
      return this.#failed(worker);
    }
    // What was on its way when the plan was found good enough changes it no more: someone may be sawing by it.
    if (this.state === 'stopped' || this.state === 'sawn') return;
    const isFirst = this.#reports.length === 0;
    this.#reports[worker] = data.progress;
    if (data.plan && design.setPlan(data.plan)) this.#share(worker);
    if (isFirst) this.#begun();
    this.#judge();
  }

  /** Tells the other workers how good the plan is that one of them has brought. */
  #share(from: number): void {
    if (this.#workers.length === 1) return;
    const known = design.engine.known();
    this.#workers.forEach((_, i) => {
      if (i !== from && this.#reports[i]) this.#tell(i, { kind: 'known', number: this.#number, known });
    });
  }

  /** The first plan is there. */
  #begun(): void {
    this.#resolve?.();
    if (this.#resolve) performance.mark('boardwright:first-plan');
    this.#resolve = null;
    if (this.#since !== null) performance.measure('boardwright:plan', { start: this.#since, end: performance.now() });
    for (let i = 1; i < this.#workers.length; i += 1) {
      this.#reports[i] = { improved: false, done: false, exhausted: false, progress_bp: 0 };
    }
    if (this.#workers.length > 1) this.#joining = window.setTimeout(() => this.#join(), still_ms);
  }

  #join(): void {
    if (this.state === 'stopped' || this.#haveJoined) return;
    this.#haveJoined = true;
    const known = design.engine.known();
    for (let i = 1; i < this.#workers.length; i += 1) this.#give(i, known);
  }

  /** Looks whether all have come to their end. */
  #judge(): void {
    const reports = this.#reports;
    this.progress = reports.reduce((sum, { progress_bp }) => sum + progress_bp, 0) / (10_000 * reports.length);
    if (this.state !== 'running' || !reports.every(({ done }) => done)) return;
    const isVain = this.#before !== null && this.#before === design.engine.known();
    this.#stop(reports.every(({ exhausted }) => exhausted) ? 'exhausted' : isVain ? 'vain' : 'done');
    design.planned(this.state);
    if (this.#wantsWord) this.#speak();
  }

  #failed(worker: number): void {
    this.#resolve?.();
    this.#resolve = null;
    // What the others find is worth having without this one.
    this.#reports[worker] = { improved: false, done: true, exhausted: true, progress_bp: 10_000 };
    if (worker === 0) {
      design.withoutPlan();
      this.#stop('exhausted');
    } else {
      this.#judge();
    }
  }

  #run(): void {
    this.state = 'running';
    design.isPlanning = true;
  }

  #stop(state: SearchState): void {
    this.state = state;
    design.isPlanning = false;
  }

  /** How the search stands, in words. */
  get stateText(): string {
    return t(`page.boards.search.${this.state}`);
  }

  /** Whether the search rests and could go on. */
  get canImprove(): boolean {
    return this.state === 'stopped' || this.state === 'done' || this.state === 'vain';
  }

  #speak(): void {
    const plan = design.view?.plan;
    this.#wantsWord = false;
    if (plan) notices.speak(`${this.stateText}: ${plural('page.boards.sheets', plan.sheets)}, ${gapText(plan)}`);
  }

  #tell(worker: number, message: ToWorker): void {
    this.#workers[worker]?.postMessage(message);
  }

  #tellAll(message: ToWorker): void {
    this.#workers.forEach((_, i) => this.#tell(i, message));
  }
}

export const planning = new Planning();
