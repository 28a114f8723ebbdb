// Where the numbers of cuts stand on a drawing: on their line, and on no word or other number if that can be.

import type { Box } from '../stage/projection';

export type Line = { x1: number; y1: number; x2: number; y2: number };
export type Point = { x: number; y: number };

/** A place for the number of each line, with `radius` around it, clear of the `taken` boxes. */
export function numberPlaces(lines: Line[], taken: Box[], radius: number): Point[] {
  const boxes = [...taken];
  return lines.map((line) => {
    const [best] = candidates(line, radius)
      .map((point) => ({ point, box: around(point, radius) }))
      .map(({ point, box }) => ({ point, box, covered: boxes.reduce((sum, other) => sum + overlap(box, other), 0) }))
      .sort((a, b) => a.covered - b.covered);
    if (!best) return { x: line.x1, y: line.y1 };
    boxes.push(best.box);
    return best.point;
  });
}

/** From the end of a line back to its start: words stand where boards begin. */
function candidates({ x1, y1, x2, y2 }: Line, radius: number): Point[] {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const steps = Math.max(1, Math.floor(length / radius) - 2);
  return Array.from({ length: steps }, (_, i) => {
    const share = steps === 1 ? 0.5 : 1 - ((i + 1.5) * radius) / length;
    return { x: x1 + (x2 - x1) * share, y: y1 + (y2 - y1) * share };
  });
}

function around({ x, y }: Point, radius: number): Box {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
