// What covers the page is closed by Back, as on a phone everything is.

const isCovered = () => (history.state as { is_covered?: boolean } | null)?.is_covered === true;

/**
 * Has Back call `close` instead of leaving the face: an entry of its own in the history stands for what covers the page.
 * A reload keeps that entry. Gives what is to be called when it was closed, by Back or otherwise.
 */
export function backCloses(close: () => void): () => void {
  if (!isCovered()) history.pushState({ is_covered: true }, '');
  const onpopstate = () => isCovered() || close();
  addEventListener('popstate', onpopstate);
  return () => {
    removeEventListener('popstate', onpopstate);
    if (isCovered()) history.back();
  };
}
