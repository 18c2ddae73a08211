/** Side of the tile, px at zoom 1. */
export const TILE = 640;
const STEP = 10;
const CELLS = TILE / STEP;
const LEVELS = Array.from({ length: 9 }, (_, index) => -1.4 + index * 0.35);

/** Height over the tile: waves whose periods divide its side, so that its edges meet. */
function heightAt(column: number, row: number): number {
  const x = ((column % CELLS) / CELLS) * 2 * Math.PI;
  const y = ((row % CELLS) / CELLS) * 2 * Math.PI;
  return (
    0.7 * Math.sin(x + 0.6 * Math.sin(y)) +
    0.6 * Math.cos(y - 0.8 * Math.cos(x)) +
    0.35 * Math.sin(2 * x + y) +
    0.22 * Math.cos(x - 3 * y) +
    0.12 * Math.sin(4 * x - 2 * y)
  );
}

/** An SVG of height lines that repeats without a seam, as an address for CSS. It is a mask: the colour comes from the theme. */
export function contourTile(): string {
  const path = LEVELS.map(lineOfHeight).join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${TILE} ${TILE}"><path d="${path}" fill="none" stroke="#000" stroke-width="1.1"/></svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}

function lineOfHeight(level: number): string {
  const segments: string[] = [];
  for (let row = 0; row < CELLS; row++)
    for (let column = 0; column < CELLS; column++) segments.push(crossing(column, row, level));
  return segments.join("");
}

/** Where the level passes through one cell, by linear interpolation along its sides. */
function crossing(column: number, row: number, level: number): string {
  const corners = [
    [column, row],
    [column + 1, row],
    [column + 1, row + 1],
    [column, row + 1],
  ] as const;
  const points: string[] = [];
  for (let side = 0; side < 4; side++) {
    const [ax, ay] = corners[side]!;
    const [bx, by] = corners[(side + 1) % 4]!;
    const a = heightAt(ax, ay) - level;
    const b = heightAt(bx, by) - level;
    if (a > 0 === b > 0) continue;
    const share = a / (a - b);
    points.push(`${round((ax + (bx - ax) * share) * STEP)} ${round((ay + (by - ay) * share) * STEP)}`);
  }
  return points.length === 2 ? `M${points[0]}L${points[1]}` : "";
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
