// Short messages in the page, one per subject. What went wrong stands until it is dismissed or overtaken; the rest
// goes by itself, though never while it is out of sight or a person is at it.

export type Tone = 'plain' | 'good' | 'look' | 'fails';
export type Notice = {
  subject: string;
  tone: Tone;
  text: string;
  details?: string[];
  action?: { label: string; run: () => void } | undefined;
};

/** How long one may read a message. */
const read_ms = 10_000;

class Notices {
  list = $state.raw<Notice[]>([]);
  /** What a screen reader is told next; nothing is drawn for it. */
  spoken = $state('');

  /** Shows a notice in place of an older one on the same subject. */
  show(notice: Notice): void {
    this.list = [...this.list.filter((other) => other.subject !== notice.subject), notice];
    if (notice.tone === 'plain' || notice.tone === 'good') this.#letGo(notice);
  }

  drop(subject: string): void {
    if (this.list.some((notice) => notice.subject === subject)) {
      this.list = this.list.filter((notice) => notice.subject !== subject);
    }
  }

  #letGo(notice: Notice): void {
    setTimeout(() => {
      if (document.hidden || document.querySelector('.notices:is(:hover, :focus-within)')) this.#letGo(notice);
      else this.list = this.list.filter((other) => other !== notice);
    }, read_ms);
  }

  speak(text: string): void {
    this.spoken = text;
  }
}

export const notices = new Notices();
