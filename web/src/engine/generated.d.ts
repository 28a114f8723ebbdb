// The faces of the WebAssembly modules, for checking the page before they are built.
// `cargo xtask build` writes the modules themselves into src/generated.

declare module '*/generated/session/session.js' {
  export class Session {
    constructor(shipped: string);
    catalogue(): string;
    starters(): string;
    start(id: string, name?: string): string;
    open(text: string): string;
    edit(edit: string, gesture: number): string;
    undo(): string;
    redo(): string;
    save_history(): string;
    restore_history(text: string): void;
    choices(opening: string): string;
    view(): string;
    bars_to_saw(): string;
    elevation(): string;
    reach(item: number, axis: number): string;
    set_room(room: string): boolean;
    emissions(): string;
    alternatives(): string;
    quotes(): string;
    material_together(): string;
    passport(date: string): string;
    scene(): string;
    save(): string;
    save_plan(): string;
    restore_plan(text: string): boolean;
    set_goal(goal: string): void;
    workshop(): string;
    change_workshop(place: string, text: string): string;
    save_workshop(): string;
    lock_sheet(number: number, is_locked: boolean): string;
    pin_board(number: number, board: number, is_pinned: boolean): string;
    keep_nothing(): string;
    has_kept(): boolean;
    job(): string;
    set_plan(plan: string): string;
    known(): string;
    search(): string;
    planned(search: string): void;
    plan_again(): string;
    free(): void;
  }
  export function initSync(options: { module: WebAssembly.Module }): unknown;
}

declare module '*/generated/optimiser/optimiser.js' {
  export function saw_bars(bars: string): string;
  export class Optimiser {
    constructor(job: string);
    static share(job: string, worker: number, workers: number): Optimiser;
    learn(known: string): void;
    extend(): void;
    step(): string;
    plan(): string;
    free(): void;
  }
  export function initSync(options: { module: WebAssembly.Module }): unknown;
}

declare module '*/generated/shipped.txt?url' {
  const url: string;
  export default url;
}

declare module '*_bg.wasm?url' {
  const url: string;
  export default url;
}

declare module '*/generated/files/files.js' {
  export class Written {
    bytes(): Uint8Array<ArrayBuffer>;
    problems(): string;
    free(): void;
  }
  export class Files {
    constructor(shipped: string);
    set_room(room: string): boolean;
    write(format: string, design: string, workshop: string, plan: string, language: string, texts: string): Written;
  }
  export function initSync(options: { module: WebAssembly.Module }): unknown;
}
