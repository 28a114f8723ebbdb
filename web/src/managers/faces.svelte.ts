// Brings the faces other than Design: at once when the address opens one of them, else when the page is idle.

type Parts = typeof import('../components/faces/faces');

class OtherFaces {
  parts = $state.raw<Parts | null>(null);
  hasFailed = $state(false);
  #loading: Promise<void> | null = null;

  load(): Promise<void> {
    return (this.#loading ??= this.#load());
  }

  async #load(): Promise<void> {
    try {
      this.parts = await import('../components/faces/faces');
    } catch (error) {
      console.warn(`faces: ${String(error)}`);
      this.hasFailed = true;
    }
  }

  /**
   * A browser asks for a script or its styles once only, and a newer page has other file names: both need a reload, which
   * goes back to the same face and design. Where the server can't be reached, what is there is better than nothing.
   */
  async again(): Promise<void> {
    const answer = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
    if (answer?.ok) location.reload();
  }
}

export const otherFaces = new OtherFaces();
