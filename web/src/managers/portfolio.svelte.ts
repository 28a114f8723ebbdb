// Every design of this browser, from all tabs, as the Files face lists them.

import { t } from '../i18n/messages.svelte';
import { notices } from '../stores/notices.svelte';
import { route } from '../stores/route.svelte';
import { autosave } from './autosave.svelte';
import { reopen } from './files';
import { lockedSlots } from './locks';
import { besides, type Kept } from './shelf';

/** A design as it is listed. */
export type Listed = Kept & {
  /** Open in this tab, in another, or nowhere. */
  open: 'here' | 'elsewhere' | null;
};

class Portfolio {
  list = $state.raw<Listed[]>([]);
  /** Other tabs say by it that they have kept something. */
  #channel = new BroadcastChannel('boardwright:designs');

  /** Lists what is kept for as long as the list is on show; gives what ends that. */
  show(): () => void {
    const refresh = (): void => void this.refresh();
    this.#channel.onmessage = refresh;
    document.addEventListener('visibilitychange', refresh);
    refresh();
    return () => {
      this.#channel.onmessage = null;
      document.removeEventListener('visibilitychange', refresh);
    };
  }

  /** Follows what this tab keeps, whether or not the list is on show here. */
  begin(): void {
    autosave.follow(() => {
      this.#channel.postMessage(null);
      if (this.#channel.onmessage) void this.refresh();
    });
  }

  async refresh(): Promise<void> {
    try {
      const kept = (await autosave.shelf?.all()) ?? [];
      const locked = await lockedSlots();
      this.list = kept.map((one) => ({ ...one, open: one.slot === autosave.slot ? 'here' : locked.has(one.slot) ? 'elsewhere' : null }));
    } catch (error) {
      console.warn(`listing designs: ${String(error)}`);
    }
  }

  open({ text, slot, open }: Listed): void {
    if (open === 'here') route.go('design');
    else reopen(text, slot);
  }

  /** Takes a design off the list, with a way back. */
  async remove({ open: _, ...kept }: Listed): Promise<void> {
    const { shelf } = autosave;
    if (!shelf) return;
    const beside = await Promise.all(besides.map(async (what) => ({ what, text: await shelf.beside(kept.slot, what) })));
    await shelf.remove(kept.slot);
    this.#changed();
    const bringBack = async (): Promise<void> => {
      await shelf.put(kept);
      for (const { what, text } of beside) if (text !== undefined) await shelf.putBeside(kept.slot, what, text);
      this.#changed();
      notices.drop('removed');
    };
    notices.show({
      subject: 'removed',
      tone: 'plain',
      text: t('page.files.removed', { name: kept.name }),
      action: { label: t('page.files.removed.back'), run: () => void bringBack() },
    });
  }

  #changed(): void {
    this.#channel.postMessage(null);
    void this.refresh();
  }
}

export const portfolio = new Portfolio();
