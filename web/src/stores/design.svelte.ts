// The open design as the engine shows it, and the one door through which it changes.

import { tick } from 'svelte';
import type { Engine, Outcome, SearchState } from '../engine/engine';
import type { Catalogue, Edit, Message, NameView as CatalogueName, OpeningChoices, PlacementView, Problem, RecordKind, Starter, View } from '../engine/types';
import { selection } from './selection.svelte';
import { settings, type Basis, type RoomSetting } from './settings.svelte';

/** The price on show: the last one that had settled, until the next one has. */
export type Price = {
  fen: number;
  /** Against the settled price before the last edits; none when there was no edit or no difference, or while it is refined. */
  change: number | null;
  /** False when boards fit no sheet, so that there is only a price by area. */
  isBySheets: boolean;
  /** True while a plan is looked for. */
  isRefined: boolean;
  /** What it comes to by the best plan so far, while that is known and another figure. */
  soFar: number | null;
};

/** The design that was open before: its text, as a file has it, and its name. */
export type Before = { text: string; name: string };

/** Why the view has changed, for those who follow it. */
export type Cause = 'opened' | 'edited' | 'planned';

class DesignStore {
  view = $state.raw<View | null>(null);
  catalogue = $state.raw<Catalogue | null>(null);
  starters = $state.raw<Starter[]>([]);
  /** What the open design took the place of; none at first. */
  before: Before | null = null;
  price = $state.raw<Price | null>(null);
  /** True until a cutting plan for this revision is known. */
  isPricePending = $state(false);
  /** True while the optimiser looks for a better plan. Nobody knows before it has begun. */
  #isPlanning = $state(true);

  /** When the person acted last, for the measure of how long the plan takes. */
  editedAt = 0;

  #engine: Engine | null = null;
  #followers: ((cause: Cause) => void)[] = [];
  /** The last price that had settled, and the one before the edits since. */
  #settledFen: number | null = null;
  #fenBefore: number | null = null;
  #wasEdited = false;
  /** No plan will come: the price by area has to do. */
  #isWithoutPlan = false;
  #gesture = 0;
  #lastGesture = 0;

  readonly #revision = $derived(this.view?.revision ?? null);
  readonly boardsById = $derived(new Map(this.catalogue?.boards.map((board) => [board.id, board])));
  readonly decorsById = $derived(new Map(this.catalogue?.decors.map((decor) => [decor.id, decor])));
  readonly bandsById = $derived(new Map(this.catalogue?.bands.map((band) => [band.id, band])));
  readonly coatingsById = $derived(new Map(this.catalogue?.coatings.map((one) => [one.id, one])));
  readonly gluesById = $derived(new Map(this.catalogue?.glues.map((one) => [one.id, one])));
  readonly hardwareById = $derived(new Map(this.catalogue?.hardware.map((piece) => [piece.id, piece])));
  readonly openingsByKey = $derived(new Map(this.view?.openings.map((opening) => [opening.key, opening])));
  readonly nodesById = $derived(new Map(this.view?.nodes.map((node) => [node.node, node])));
  /** Of boards on which the figure runs on: set, and place in it from the left or from below. */
  readonly figures = $derived(
    new Map(this.view?.cut_list.matched.flatMap(({ keys }, set) => keys.map((key, at) => [key, { set, at: at + 1 }] as const))),
  );
  readonly compartments = $derived(this.view?.openings.filter((opening) => opening.is_compartment) ?? []);
  /** Places of bases, backs and the like. */
  readonly mounts = $derived(this.view?.openings.filter((opening) => opening.is_mount) ?? []);
  /** All that can be picked to put something there. */
  readonly places = $derived([...this.compartments, ...this.mounts]);

  /** The front elevation, made when it is shown; a plan changes nothing of it. */
  readonly elevation = $derived(this.#revision === null ? null : (this.#engine?.elevation() ?? null));

  /** What the design gives off in the room, made when it is shown. */
  readonly emissions = $derived.by(() => {
    void settings.room;
    return this.#revision === null ? null : (this.#engine?.emissions() ?? null);
  });

  /** Takes another room; false when the models don't hold for it. */
  setRoom(room: RoomSetting): boolean {
    const isTaken = this.#engine?.setRoom(room) ?? false;
    if (isTaken) settings.room = room;
    return isTaken;
  }

  /** Name of a record that a figure is made of. */
  nameOf(kind: RecordKind, record: string): CatalogueName | undefined {
    const maps = { board: this.boardsById, band: this.bandsById, coating: this.coatingsById, glue: this.gluesById, hardware: this.hardwareById };
    return maps[kind].get(record)?.name;
  }

  /** Row of a board on a sheet; where the figure runs on, with its place in the set. */
  rowText({ row, keys }: PlacementView): string {
    const figure = this.figures.get(keys[0] ?? '');
    return figure ? `${row}△${figure.at}` : `${row}`;
  }

  /** What can be done with an opening of the design as it is now. */
  choices(opening: string | null): OpeningChoices {
    // Read so that whoever asks is asked again after each change.
    const isOpen = this.view !== null && opening !== null;
    return (isOpen ? this.#engine?.choices(opening) : null) ?? { choices: [], removals: [] };
  }

  use(engine: Engine): void {
    this.#engine = engine;
    if (settings.room && !engine.setRoom(settings.room)) settings.room = null;
    this.catalogue = engine.catalogue;
    this.starters = engine.starters;
  }

  /** Calls `follower` after each change, until what it gives back is called; the scene and the job are then fresh. */
  follow(follower: (cause: Cause) => void): () => void {
    this.#followers.push(follower);
    return () => void (this.#followers = this.#followers.filter((other) => other !== follower));
  }

  start(id: string, name: string): Problem[] {
    return this.#opened((engine) => engine.start(id, name));
  }

  open(text: string): Problem[] {
    return this.#opened((engine) => engine.open(text));
  }

  /** Changes the design. `since` is when the person acted, for the measure of how long it took until the page showed it. */
  edit(edit: Edit, gesture = 0, since?: number): Problem[] {
    this.editedAt = since ?? performance.now();
    const isSameGesture = gesture !== 0 && gesture === this.#lastGesture;
    const problems = this.#take(this.engine.edit(edit, gesture), 'edited', !isSameGesture);
    if (problems.length === 0) {
      this.#lastGesture = gesture;
      if (since !== undefined) void tick().then(() => performance.measure('boardwright:edit', { start: since, end: performance.now() }));
    }
    return problems;
  }

  /** Takes the last edit back; answers with what it was. */
  undo(): Message | null {
    this.editedAt = performance.now();
    const { view } = this;
    if (!view?.undo) return null;
    this.#take(this.engine.undo(), 'edited', true);
    // A step kept from an earlier program that can no longer be built changes nothing.
    return this.view?.revision === view.revision ? null : view.undo;
  }

  redo(): Message | null {
    this.editedAt = performance.now();
    const { view } = this;
    if (!view?.redo) return null;
    this.#take(this.engine.redo(), 'edited', true);
    // A step kept from an earlier program that can no longer be built changes nothing.
    return this.view?.revision === view.revision ? null : view.redo;
  }

  /** Goes on with the steps that were kept with this very design. */
  restoreHistory(text: string): void {
    this.engine.restoreHistory(text);
    this.#take(this.engine.view(), 'planned', false);
  }

  /** A plan from a worker; true when it is better than those before it. */
  setPlan(plan: string): boolean {
    const reply = this.engine.setPlan(plan);
    if (!reply || !this.view) return false;
    if ('problems' in reply) {
      console.warn(`cutting plan: ${JSON.stringify(reply.problems)}`);
      return false;
    }
    // Everything else in the view stays, and with it what is drawn of it.
    this.view = { ...this.view, ...reply.ok };
    this.#reckon();
    for (const follower of this.#followers) follower('planned');
    return true;
  }

  /** Changes what of the plan is kept. */
  keep(change: (engine: Engine) => Outcome): Problem[] {
    return this.#take(change(this.engine), 'planned', false);
  }

  /** The plan stays as it is. */
  planned(search: SearchState): void {
    this.engine.planned(search);
    for (const follower of this.#followers) follower('planned');
  }

  /** The optimiser can't run here: the price by area has to do. */
  withoutPlan(): void {
    this.#isWithoutPlan = true;
    this.isPlanning = false;
  }

  get isPlanning(): boolean {
    return this.#isPlanning;
  }

  set isPlanning(isPlanning: boolean) {
    this.#isPlanning = isPlanning;
    this.#reckon();
  }

  /** A number for edits that belong together, as in one pull of a slider. */
  newGesture(): number {
    return ++this.#gesture;
  }

  get engine(): Engine {
    if (!this.#engine) throw new Error('the engine is used before it has started');
    return this.#engine;
  }

  #opened(open: (engine: Engine) => Outcome): Problem[] {
    const before = this.view && { text: this.engine.save(), name: this.view.name };
    const outcome = open(this.engine);
    if (outcome.view) {
      this.before = before;
      this.price = null;
      this.#settledFen = null;
      this.#fenBefore = null;
      selection.clear();
    }
    return this.#take(outcome, 'opened', false);
  }

  #take(outcome: Outcome, cause: Cause, isNewStep: boolean): Problem[] {
    if (!outcome.view) return outcome.problems;
    const before = this.view;
    if (isNewStep && !this.#wasEdited) {
      this.#fenBefore = this.#settledFen;
      this.#wasEdited = true;
    }
    this.#isWithoutPlan = false;
    this.view = outcome.view;
    if (cause !== 'planned') selection.follow(before, outcome.view);
    for (const follower of this.#followers) follower(cause);
    // Only now is it known whether there is anything to look for.
    this.#reckon();
    return [];
  }

  /** Puts a price on show that no plan will move. */
  #settle(fen: number, isBySheets: boolean): void {
    const change = this.#fenBefore === null ? 0 : fen - this.#fenBefore;
    this.#settledFen = fen;
    this.#wasEdited = false;
    this.price = { fen, change: change === 0 ? null : change, isBySheets, isRefined: false, soFar: null };
  }

  /** Shows the price on another basis, which is no change of the design. */
  setBasis(basis: Basis): void {
    settings.basis = basis;
    this.price = null;
    this.#settledFen = null;
    this.#fenBefore = null;
    this.#reckon();
  }

  /** The rates of the workshop have changed. */
  ratesChanged(): void {
    this.#fenBefore = null;
    this.#reckon();
  }

  /** Works out which price is on show: it moves when it has settled, not with every plan that is met on the way. */
  #reckon(): void {
    if (!this.view) return;
    const { estimate, plan } = this.view;
    const bySheets = estimate.total_by_sheets_fen;
    const isKnown = bySheets !== null || plan !== null || this.#isWithoutPlan;
    const fen = bySheets ?? estimate.total_by_area_fen;
    this.isPricePending = !isKnown;
    if (settings.basis === 'together') return this.#settle(this.engine.materialTogether(), plan === null || bySheets !== null);
    if (isKnown && !this.#isPlanning) {
      this.#settle(fen, bySheets !== null);
    } else {
      const shown = this.#settledFen ?? fen;
      this.price = { fen: shown, change: null, isBySheets: true, isRefined: true, soFar: isKnown && fen !== shown ? fen : null };
    }
  }
}

export const design = new DesignStore();
