// What a person types into a field, from the first key until it is taken or given back: the rules of every typed field.
//
// Enter and leaving the field send what was typed. What the engine refuses stays as it was typed, with the reasons, so that
// nothing has to be typed twice; Escape brings back what is in force. While letters are being composed (Chinese input) no
// key is ours.

import type { Problem } from '../../engine/types';

/** What a field on the page shows and does, whether it stands alone or in a row. */
export type Entry = {
  /** What stands in the field. */
  readonly text: string;
  /** Whether that is something typed that was not taken yet. */
  readonly isTyping: boolean;
  /** Whether anything was typed since it was last taken or given back. */
  readonly isTouched: boolean;
  readonly isWrong: boolean;
  type(text: string): void;
  left(since: number): void;
  key(event: KeyboardEvent): void;
};

/** Where a field has its text from, and where it goes. */
export type Source = {
  /** What is in force, as one would type it. */
  shown: () => string;
  /** What is sent for what was typed. */
  read?: (text: string) => string;
  /** Sends it; gives back what is wrong with it. */
  take: (value: string, since: number, gesture: number) => Problem[];
  /** Whether an empty field says something of its own; elsewhere it means what is in force. */
  mayBeEmpty?: boolean;
  /** Whether Enter and Escape also leave the field. */
  leaves?: boolean;
  /** Escape while there is nothing to give back. */
  escape?: () => void;
};

/** Digits as plain as they can be: full-width ones count as digits. */
export function plain(text: string): string {
  return text.normalize('NFKC').trim();
}

/** An amount of money without its sign and the spaces between thousands. */
export function plainMoney(text: string): string {
  return text.normalize('NFKC').replace(/[¥￥\s]/g, '');
}

/** One field. */
export class Typed implements Entry {
  #source: Source;
  #typed = $state<string | null>(null);
  /** Why what was sent last was refused. */
  problems = $state.raw<Problem[]>([]);

  constructor(source: Source) {
    this.#source = source;
  }

  get text(): string {
    return this.#typed ?? this.#source.shown();
  }

  get isTouched(): boolean {
    return this.#typed !== null;
  }

  get isTyping(): boolean {
    return this.isTouched && this.#typed !== this.#source.shown();
  }

  get isWrong(): boolean {
    return this.problems.length > 0;
  }

  type(text: string): void {
    this.#typed = text;
  }

  /** Sends what was typed, if it says anything else than what is in force. */
  commit(since: number): void {
    const { shown, read = (text: string) => text.trim(), mayBeEmpty } = this.#source;
    if (this.#typed === null) return;
    const value = read(this.#typed);
    if (value === shown() || (value === '' && !mayBeEmpty)) this.giveBack();
    else this.send(value, since);
  }

  left(since: number): void {
    this.commit(since);
  }

  giveBack(): void {
    this.#typed = null;
    this.problems = [];
  }

  /** Sends a value that was not typed here: of a slider, of a button. True when it was taken. */
  send(value: string, since = performance.now(), gesture = 0): boolean {
    return this.attempt(() => this.#source.take(value, since, gesture));
  }

  /** Does anything else that changes what the field is for. */
  attempt(act: () => Problem[]): boolean {
    this.problems = act();
    if (this.problems.length > 0) return false;
    this.#typed = null;
    return true;
  }

  key(event: KeyboardEvent): void {
    const { escape, leaves } = this.#source;
    const isOurs = onKey(event, () => this.commit(event.timeStamp), () => {
      const wasTyping = this.#typed !== null;
      this.giveBack();
      if (!wasTyping) escape?.();
    });
    if (isOurs && leaves) (event.currentTarget as HTMLElement | null)?.blur();
  }
}

/** Where a row has its texts from, and where they go. */
export type RowSource<Name extends string> = {
  /** What is in force in a field. */
  shown: (name: Name) => string;
  /** Sends all fields together; none when there is nothing to send them for. */
  take: (text: (name: Name) => string) => Problem[] | null;
  /** Whether leaving a field sends the row: one that adds something waits for its button. */
  isSentWhenLeft: () => boolean;
  taken?: () => void;
};

/** Several fields that are taken together, and stay as they were typed while one of them is wrong. */
export class TypedRow<Name extends string> {
  #source: RowSource<Name>;
  #typed = $state.raw<Partial<Record<Name, string>>>({});
  problems = $state.raw<Problem[]>([]);

  constructor(source: RowSource<Name>) {
    this.#source = source;
  }

  text(name: Name): string {
    return this.#typed[name] ?? this.#source.shown(name);
  }

  type(name: Name, text: string): void {
    this.#typed = { ...this.#typed, [name]: text };
  }

  /** Sends the row when a field of it is left. */
  left(): void {
    if (this.#source.isSentWhenLeft() && Object.keys(this.#typed).length > 0) this.put();
  }

  put(): void {
    const problems = this.#source.take((name) => this.text(name).trim());
    if (problems === null) return;
    this.problems = problems;
    if (problems.length > 0) return;
    this.#typed = {};
    this.#source.taken?.();
  }

  giveBack(): void {
    this.#typed = {};
    this.problems = [];
  }

  /** One of its fields. */
  field(name: Name): Entry {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- getters of an object have a `this` of their own
    const row = this;
    return {
      get text() {
        return row.text(name);
      },
      get isTouched() {
        return row.#typed[name] !== undefined;
      },
      get isTyping() {
        return this.isTouched && row.#typed[name] !== row.#source.shown(name);
      },
      get isWrong() {
        return row.problems.some(({ place }) => place === name);
      },
      type: (text) => row.type(name, text),
      left: () => row.left(),
      key: (event) => void onKey(event, () => row.put(), () => row.giveBack()),
    };
  }
}

/** Calls what a key stands for; true when it is a key of typed fields. Safari ends a composition before its Enter: it says so by 229. */
function onKey(event: KeyboardEvent, enter: () => void, escape: () => void): boolean {
  if (event.isComposing || event.keyCode === 229) return false;
  if (event.key === 'Enter') enter();
  else if (event.key === 'Escape') escape();
  else return false;
  event.preventDefault();
  return true;
}
