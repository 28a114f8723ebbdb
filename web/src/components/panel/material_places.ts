// Where a role's material can be chosen apart from the rest: items where there are several, and single boards.

import type { BoardView, MaterialPlace, Role, View } from '../../engine/types';
import { label, say } from '../../i18n/messages.svelte';

export type Place = {
  id: string;
  place: MaterialPlace;
  isBoard: boolean;
  name: string;
  /** The module that makes a board. */
  group: string | null;
  /** Boards concerned. */
  keys: readonly string[];
};

/** What a place is known by in the form. */
export function idOf(place: MaterialPlace): string {
  return 'board' in place ? place.board : `item ${place.item}`;
}

/** A board's name, with its number where there are several of its kind side by side. */
export function boardName({ label: name, number }: BoardView): string {
  return number === 0 ? label(name) : say({ key: 'opening.numbered', values: { what: { key: name }, number: { count: number } } });
}

/** All places in which a board has this role, items first. */
export function placesOf(view: View, role: Role): Place[] {
  const boards = view.boards.filter((board) => board.role === role);
  const nodes = new Map(view.nodes.map((node) => [node.node, node]));
  const items = view.items.map(({ item, root }): Place => {
    const keys = boards.filter(({ node }) => nodes.get(node)?.item === item).map(({ key }) => key);
    const place = { item };
    return { id: idOf(place), place, isBoard: false, name: label(nodes.get(root)?.label ?? ''), group: null, keys };
  });
  const single = boards.map((board): Place => {
    const { key, node } = board;
    const place = { board: key };
    return { id: idOf(place), place, isBoard: true, name: boardName(board), group: label(nodes.get(node)?.label ?? ''), keys: [key] };
  });
  const several = items.filter(({ keys }) => keys.length > 0);
  return several.length > 1 ? [...several, ...single] : single;
}
