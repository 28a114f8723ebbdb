// Where this browser keeps designs: a record for each, in IndexedDB, and beside it the design's cutting plan and the steps
// of undo and redo.

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';

/** A design as it is kept. */
export type Kept = { slot: string; text: string; name: string; savedAt: number };

/** What is kept beside a design. */
export type Beside = 'plan' | 'history';
export const besides: readonly Beside[] = ['plan', 'history'];

/** What earlier versions of the page wrote: no name, and the designs before the open one in the same record. */
type Old = { slot: string; text: string; name?: string; savedAt?: number; earlier?: [text: string, name: string][] };

interface Schema extends DBSchema {
  designs: { key: string; value: Old; indexes: { savedAt: number } };
}

export class Shelf {
  #database: IDBPDatabase<Schema>;

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database;
  }

  static async open(): Promise<Shelf> {
    const database = await openDB<Schema>('boardwright', 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('designs', { keyPath: 'slot' }).createIndex('savedAt', 'savedAt');
      },
    });
    return new Shelf(database);
  }

  /** Every design, the latest first. */
  async all(): Promise<Kept[]> {
    const records = await this.#database.getAllFromIndex('designs', 'savedAt');
    if (records.some(({ earlier }) => earlier)) return this.#apart(records);
    return records.map(named).reverse();
  }

  /** Gives the designs that an earlier version kept in one record a record each. */
  async #apart(records: Old[]): Promise<Kept[]> {
    const texts = new Set(records.map(({ text }) => text));
    for (const record of records) {
      const one = named(record);
      await this.put(one);
      for (const [i, [text, name]] of (record.earlier ?? []).entries()) {
        if (!texts.has(text)) await this.put({ slot: newSlot(), text, name, savedAt: one.savedAt - 1 - i });
        texts.add(text);
      }
    }
    return this.all();
  }

  async put({ slot, text, name, savedAt }: Kept): Promise<void> {
    await this.#database.put('designs', { slot, text, name, savedAt });
  }

  async get(slot: string): Promise<Kept | undefined> {
    const record = await this.#database.get('designs', slot);
    return record && named(record);
  }

  /** Takes a design off with all that stands beside it. */
  async remove(slot: string): Promise<void> {
    await this.#database.delete('designs', slot);
    for (const what of besides) await this.#database.delete('designs', place(slot, what));
  }

  async putBeside(slot: string, what: Beside, text: string): Promise<void> {
    await this.#database.put('designs', { slot: place(slot, what), text });
  }

  async beside(slot: string, what: Beside): Promise<string | undefined> {
    return (await this.#database.get('designs', place(slot, what)))?.text;
  }
}

export function newSlot(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where it is kept: a record without a date, so that it counts as no design. */
function place(slot: string, what: Beside): string {
  return `${what}:${slot}`;
}

function named({ slot, text, name, savedAt = 0 }: Old): Kept {
  return { slot, text, name: name ?? nameIn(text), savedAt };
}

/** The name that a design's text bears, as far as it can be read. */
function nameIn(text: string): string {
  try {
    const { name } = JSON.parse(text) as { name?: unknown };
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}
