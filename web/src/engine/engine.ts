// The engine on the main thread: one session. The optimiser and the files run in workers, from modules of their own.

import { initSync, Session } from '../generated/session/session.js';
import wasmUrl from '../generated/session/session_bg.wasm?url';
import optimiserUrl from '../generated/optimiser/optimiser_bg.wasm?url';
import shippedUrl from '../generated/shipped.txt?url';
import type { Alternatives, Catalogue, Edit, Elevation, Emissions, OpeningChoices, Passport, PlanNews, Problem, Quotes, Reach, Reply, Room, Starter, View, WorkshopView } from './types';

/** Thrown away by no one: a reply is either a view or the problems that kept the last good design. */
export type Outcome = { view: View; problems: null } | { view: null; problems: Problem[] };

/** How the search for a plan stands. */
export type SearchState = 'running' | 'stopped' | 'done' | 'vain' | 'exhausted' | 'sawn';

/** What a card shows of a design. */
export type Preview = { view: View; elevation: Elevation };

const nothing_new = '{"ok":null}';

/** Catalogue, part library and starter designs, unread. */
let shipped = '';

/** Fetches session.wasm, compiled while it streams in, and beside it what the program is shipped with. */
export async function compileEngine(): Promise<WebAssembly.Module> {
  const text = fetch(shippedUrl).then((response) => (response.ok ? response.text() : Promise.reject(new Error(`${shippedUrl}: ${response.status}`))));
  const [module, read] = await Promise.all([WebAssembly.compileStreaming(fetch(wasmUrl)), text]);
  shipped = read;
  return module;
}

/** Fetches the optimiser, which is compiled once and started in each worker. */
export function compileOptimiser(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(optimiserUrl));
}

/** Makes the compiled engine usable on this thread. */
export function startEngine(module: WebAssembly.Module): Engine {
  initSync({ module });
  return new Engine();
}

/** One session with its texts read: what the rest of the page talks to. */
export class Engine {
  #session = new Session(shipped);
  readonly catalogue = JSON.parse(this.#session.catalogue()) as Catalogue;
  readonly starters = JSON.parse(this.#session.starters()) as Starter[];

  start(id: string, name: string): Outcome {
    return outcome(this.#session.start(id, name));
  }

  open(text: string): Outcome {
    return outcome(this.#session.open(text));
  }

  /** Consecutive edits with the same gesture other than 0 become one undo step. */
  edit(edit: Edit, gesture: number): Outcome {
    return outcome(this.#session.edit(JSON.stringify(edit), gesture));
  }

  undo(): Outcome {
    return outcome(this.#session.undo());
  }

  redo(): Outcome {
    return outcome(this.#session.redo());
  }

  /** The steps before and after, to go on with at another time. */
  saveHistory(): string {
    return this.#session.save_history();
  }

  /** Goes on with the steps that were saved with this very design; any other text changes nothing. */
  restoreHistory(text: string): void {
    this.#session.restore_history(text);
  }

  /** None when the plan changes nothing: it is no better, or for another job. */
  setPlan(plan: string): Reply<PlanNews> | null {
    const reply = this.#session.set_plan(plan);
    return reply === nothing_new ? null : (JSON.parse(reply) as Reply<PlanNews>);
  }

  /** How the search for a plan of this design stands; unless it runs, there is nothing to look for. */
  search(): SearchState {
    return this.#session.search() as SearchState;
  }

  /** The search has come to its end or rests: the plan is the one for when its design comes back. */
  planned(search: SearchState): void {
    this.#session.planned(search);
  }

  /** Boards that are sawn are planned anew, to be cut once more. */
  planAgain(): Outcome {
    return outcome(this.#session.plan_again());
  }

  /** How good the plan is, for the workers, unread. */
  known(): string {
    return this.#session.known();
  }

  /** What can be put into an opening and taken out of it; none when there is no such opening. */
  /** How far a size of an item can go with all that stands inside, on the saw in force; `axis` is 0 to 2. */
  reach(item: number, axis: number): Reach | null {
    return JSON.parse(this.#session.reach(item, axis)) as Reach | null;
  }

  /** Takes another room for the emissions; false for one that the models don't hold for, and nothing changes. */
  setRoom(room: Room): boolean {
    return this.#session.set_room(JSON.stringify(room));
  }

  emissions(): Emissions {
    return JSON.parse(this.#session.emissions()) as Emissions;
  }

  /** Material where the workshop plans orders together, in fen. */
  materialTogether(): number {
    return Number(this.#session.material_together());
  }

  /** The green passport, made out on a day such as 2026-12-01. */
  passport(day: string): Passport {
    return JSON.parse(this.#session.passport(day)) as Passport;
  }

  quotes(): Quotes {
    return JSON.parse(this.#session.quotes()) as Quotes;
  }

  alternatives(): Alternatives {
    return JSON.parse(this.#session.alternatives()) as Alternatives;
  }

  choices(opening: string): OpeningChoices | null {
    return JSON.parse(this.#session.choices(opening)) as OpeningChoices | null;
  }

  elevation(): Elevation {
    return JSON.parse(this.#session.elevation()) as Elevation;
  }

  /** Clothes rails and the like, which are sawn from bars, for the optimiser, unread. */
  barsToSaw(): string {
    return this.#session.bars_to_saw();
  }

  /** For the 3D view, unread. */
  scene(): string {
    return this.#session.scene();
  }

  /** Everything the page shows. */
  view(): Outcome {
    return outcome(this.#session.view());
  }

  /** What the saw can do and which offcuts lie in stock. */
  workshop(): WorkshopView {
    return JSON.parse(this.#session.workshop()) as WorkshopView;
  }

  /** Changes it at a place such as `rules.kerf` or `offcuts.2`; `sawn` is for the plan in force, no place opens a file's text. */
  changeWorkshop(place: string, text: string): Reply<WorkshopView> {
    return JSON.parse(this.#session.change_workshop(place, text)) as Reply<WorkshopView>;
  }

  /** The text of the workshop file. */
  saveWorkshop(): string {
    return this.#session.save_workshop();
  }

  /** What counts next among plans of the same cost. */
  setGoal(goal: string): void {
    this.#session.set_goal(goal);
  }

  /** Keeps a sheet of the plan, and those alike, as it is, or lets it go. */
  lockSheet(number: number, isLocked: boolean): Outcome {
    return outcome(this.#session.lock_sheet(number, isLocked));
  }

  /** Keeps a board, by its index on the sheet, where it is, or lets it go. */
  pinBoard(number: number, board: number, isPinned: boolean): Outcome {
    return outcome(this.#session.pin_board(number, board, isPinned));
  }

  keepNothing(): Outcome {
    return outcome(this.#session.keep_nothing());
  }

  /** Whether a sheet or board of the plan is kept. */
  hasKept(): boolean {
    return this.#session.has_kept();
  }

  /** For the optimiser in the workers, unread; the same text as long as there is the same to cut. */
  job(): string {
    return this.#session.job();
  }

  /** The plan with what is kept of it, to go on with at another time. */
  savePlan(): string {
    return this.#session.save_plan();
  }

  /** Goes on with it if there is the same to cut; any other text changes nothing. False when that frees what was kept of it. */
  restorePlan(text: string): boolean {
    return this.#session.restore_plan(text);
  }

  save(): string {
    return this.#session.save();
  }

  /** Another design, without touching the open one: a starter by its id, or any by its text. */
  static preview(of: { starter: string } | { text: string }): Preview | null {
    const session = new Session(shipped);
    try {
      const { view } = outcome('starter' in of ? session.start(of.starter) : session.open(of.text));
      return view && { view, elevation: JSON.parse(session.elevation()) as Elevation };
    } finally {
      session.free();
    }
  }
}

function outcome(reply: string): Outcome {
  const read = JSON.parse(reply) as Reply<View>;
  return 'ok' in read ? { view: read.ok, problems: null } : { view: null, problems: read.problems };
}
