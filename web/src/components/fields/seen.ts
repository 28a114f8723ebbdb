/** Brings what has just appeared into view: a reason below the fold is none. */
export function seen(node: Element): void {
  node.scrollIntoView({ block: 'nearest' });
}
