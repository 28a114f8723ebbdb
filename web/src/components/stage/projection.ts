// From micrometres of an elevation or a sheet to pixels of a drawing.

export type Box = { x: number; y: number; width: number; height: number };
export type Rectangle = { x_um: number; y_um: number; width_um: number; height_um: number };
export type Margins = { left: number; right: number; top: number; bottom: number };

export type Projection = { scale: number; left: number; bottom: number; box: (rectangle: Rectangle) => Box };

/** The largest picture of `width_um` by `height_um` that fits, in the middle; y goes up in the model, down on the screen. */
export function project(width_um: number, height_um: number, width: number, height: number, margins: Margins): Projection {
  const roomWidth = Math.max(1, width - margins.left - margins.right);
  const roomHeight = Math.max(1, height - margins.top - margins.bottom);
  const scale = Math.min(roomWidth / width_um, roomHeight / height_um);
  const left = margins.left + (roomWidth - width_um * scale) / 2;
  const bottom = margins.top + roomHeight - (roomHeight - height_um * scale) / 2;
  const box = (r: Rectangle): Box => ({
    x: left + r.x_um * scale,
    y: bottom - (r.y_um + r.height_um) * scale,
    width: r.width_um * scale,
    height: r.height_um * scale,
  });
  return { scale, left, bottom, box };
}

/** The smallest box around some. */
export function around(boxes: Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** True when two boxes share more than half a pixel each way. */
export function overlap(one: Box, other: Box): boolean {
  const x = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const y = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return x > 0.5 && y > 0.5;
}

/** The box nearest to `from` in a direction of the screen, for arrow keys. */
export function neighbour<T extends { box: Box }>(from: T, all: T[], key: string): T | undefined {
  const middle = ({ box }: T) => [box.x + box.width / 2, box.y + box.height / 2] as const;
  const [x, y] = middle(from);
  let best: T | undefined;
  let least = Infinity;
  for (const other of all) {
    if (other === from) continue;
    const [ox, oy] = middle(other);
    const [along, aside] =
      key === 'ArrowRight' ? [ox - x, oy - y] : key === 'ArrowLeft' ? [x - ox, oy - y] : key === 'ArrowDown' ? [oy - y, ox - x] : [y - oy, ox - x];
    const cost = along + 2 * Math.abs(aside);
    if (along > 1 && cost < least) [best, least] = [other, cost];
  }
  return best;
}

/** A frame around each set of boxes, and across it the cabinetmaker's triangle by which its boards are told apart. */
export function marks(boxes: { set: number | undefined; box: Box }[], gap: number): string[] {
  const frames = new Map<number, [number, number, number, number]>();
  for (const { set, box } of boxes) {
    if (set === undefined) continue;
    const [left, top, right, bottom] = frames.get(set) ?? [Infinity, Infinity, -Infinity, -Infinity];
    frames.set(set, [
      Math.min(left, box.x + gap),
      Math.min(top, box.y + gap),
      Math.max(right, box.x + box.width - gap),
      Math.max(bottom, box.y + box.height - gap),
    ]);
  }
  return [...frames.values()].map(
    ([left, top, right, bottom]) => `M${left} ${top}H${right}V${bottom}H${left}ZL${left} ${bottom}L${(left + right) / 2} ${top}L${right} ${bottom}`,
  );
}
