export type Box = { x: number; y: number; width: number; height: number };
export type Point = { x: number; y: number };

const MARGIN = 22;
const RADIUS = 12;

/**
 * The way of an edge from the foot of a step to the head of another: straight down, across and down again; around the steps that stand
 * in between, in a lane of its own beside them. `lane` keeps edges apart that go the same way. Returns the SVG path and where its label has
 * room.
 */
export function routeEdge(
  from: Point,
  to: Point,
  obstacles: readonly Box[],
  lane: number,
): { path: string; label: Point & { align: "center" | "left" } } {
  const high = Math.min(from.y, to.y) + 1;
  const low = Math.max(from.y, to.y) - 1;
  const between = obstacles.filter(({ y, height }) => y < low && y + height > high);
  const crossing = between.filter(
    ({ x, width }) =>
      x - MARGIN / 2 < Math.max(from.x, to.x) && x + width + MARGIN / 2 > Math.min(from.x, to.x),
  );
  if (crossing.length === 0) {
    const bend = from.x === to.x ? from.y : Math.min(from.y + MARGIN, (from.y + to.y) / 2);
    const points = [from, { x: from.x, y: bend }, { x: to.x, y: bend }, to];
    // Several edges between the same two steps end in one line: the later ones carry their label where they are still apart.
    const apart = lane > 0 && from.x !== to.x;
    const label = apart ? { x: (from.x + to.x) / 2, y: bend } : { x: to.x, y: (bend + to.y) / 2 };
    return { path: rounded(points), label: { ...label, align: "center" } };
  }
  const side = Math.max(...crossing.map(({ x, width }) => x + width)) + MARGIN + lane * (MARGIN / 2);
  const top = from.y + MARGIN / 2 + lane * 6;
  const bottom = to.y - MARGIN / 2 - lane * 6;
  const points = [
    from,
    { x: from.x, y: top },
    { x: side, y: top },
    { x: side, y: bottom },
    { x: to.x, y: bottom },
    to,
  ];
  return { path: rounded(points), label: { x: side + 10, y: (top + bottom) / 2 + lane * 30, align: "left" } };
}

/** A line through the points with rounded corners. */
function rounded(points: readonly Point[]): string {
  const parts = [`M ${points[0]!.x} ${points[0]!.y}`];
  for (let index = 1; index < points.length - 1; index++) {
    const [before, corner, after] = [points[index - 1]!, points[index]!, points[index + 1]!];
    const radius = Math.min(RADIUS, distance(before, corner) / 2, distance(corner, after) / 2);
    if (radius < 0.5) continue;
    const enter = towards(corner, before, radius);
    const leave = towards(corner, after, radius);
    parts.push(`L ${enter.x} ${enter.y} Q ${corner.x} ${corner.y} ${leave.x} ${leave.y}`);
  }
  const last = points[points.length - 1]!;
  return [...parts, `L ${last.x} ${last.y}`].join(" ");
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}
