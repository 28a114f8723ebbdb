// Short messages that stand in the page until they are dismissed or overtaken. One per subject.

export type Tone = 'plain' | 'good' | 'look' | 'fails';
export type Notice = {
  subject: string;
  tone: Tone;
  text: string;
  details?: string[];
  action?: { label: string; run: () => void };
};

class Notices {
  list = $state.raw<Notice[]>([]);
  /** What a screen reader is told next; nothing is drawn for it. */
  spoken = $state('');
  #timers = new Map<string, number>();

  /** Shows a notice in place of an older one on the same subject; `seconds` lets it go by itself. */
  show(notice: Notice, seconds?: number): void {
    this.list = [...this.list.filter((other) => other.subject !== notice.subject), notice];
    clearTimeout(this.#timers.get(notice.subject));
    if (seconds) this.#timers.set(notice.subject, window.setTimeout(() => this.drop(notice.subject), seconds * 1000));
  }

  drop(subject: string): void {
    if (this.list.some((notice) => notice.subject === subject)) {
      this.list = this.list.filter((notice) => notice.subject !== subject);
    }
  }

  speak(text: string): void {
    this.spoken = text;
  }
}

export const notices = new Notices();
