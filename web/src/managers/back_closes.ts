// What covers the page is closed by Back, as on a phone everything is.

const isCovered = () => (history.state as { is_covered?: boolean } | null)?.is_covered === true;

export interface Cover {
  /** Closes as Back does: `close` is called once the history has gone back, so that whatever comes next finds it at rest. */
  leave(): void;
  /** What covered the page is gone, by Back or otherwise: takes its entry out of the history where it still stands. */
  gone(): void;
}

/**
 * Has Back call `close` instead of leaving the face: an entry of its own in the history stands for what covers the page.
 * A reload keeps that entry.
 */
export function backCloses(close: () => void): Cover {
  if (!isCovered()) history.pushState({ is_covered: true }, '');
  const onpopstate = () => isCovered() || close();
  addEventListener('popstate', onpopstate);
  // Going back takes a moment; whoever asks twice within it must not leave the face.
  let isLeaving = false;
  const back = () => {
    if (!isLeaving) history.back();
    isLeaving = true;
  };
  return {
    leave: () => (isCovered() ? back() : close()),
    gone: () => {
      removeEventListener('popstate', onpopstate);
      if (isCovered()) back();
    },
  };
}
