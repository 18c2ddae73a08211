export type Hill = { x: number; y: number; height: number; width: number };

const STEP = 25;
type Point = { x: number; y: number };
/** A height line passes through a cell from one of its edges to another. */
type Crossing = [from: Edge, to: Edge];
type Edge = { key: string; at: Point };

/**
 * The lines of equal height of a landscape of hills over `width` × `height`, one SVG path per level. Marches over a
 * coarse grid, chains what meets, and rounds the chains with quadratic curves, so that the paths stay short.
 */
export function contourPaths(
  hills: readonly Hill[],
  levels: readonly number[],
  width: number,
  height: number,
): string[] {
  const columns = Math.ceil(width / STEP) + 2;
  const rows = Math.ceil(height / STEP) + 2;
  const heights = Array.from({ length: rows + 1 }, (_, row) =>
    Array.from({ length: columns + 1 }, (_, column) =>
      heightAt(hills, (column - 1) * STEP, (row - 1) * STEP),
    ),
  );
  return levels.map((level) => {
    const crossings: Crossing[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const crossing = cross(heights, row, column, level);
        if (crossing) crossings.push(crossing);
      }
    }
    return chain(crossings).map(smooth).join("");
  });
}

function heightAt(hills: readonly Hill[], x: number, y: number): number {
  const ripple = 0.03 * Math.sin(x / 90 + y / 140) + 0.02 * Math.cos(y / 70 - x / 200);
  return hills.reduce((sum, hill) => {
    const dx = (x - hill.x) / hill.width;
    const dy = (y - hill.y) / (hill.width * 0.8);
    return sum + hill.height * Math.exp(-(dx * dx + dy * dy) / 1.6);
  }, ripple);
}

function cross(heights: number[][], row: number, column: number, level: number): Crossing | null {
  const corners = [
    [row, column],
    [row, column + 1],
    [row + 1, column + 1],
    [row + 1, column],
  ] as const;
  const edges: Edge[] = [];
  for (let side = 0; side < 4; side++) {
    const [first, second] = [corners[side]!, corners[(side + 1) % 4]!];
    // The neighbour walks this edge the other way: both must find the same point.
    const [a, b] = first[0] + first[1] <= second[0] + second[1] ? [first, second] : [second, first];
    const above = heights[a[0]]![a[1]]! - level;
    const below = heights[b[0]]![b[1]]! - level;
    if (above > 0 === below > 0) continue;
    const share = above / (above - below);
    edges.push({
      key: `${a}:${b}`,
      at: { x: (a[1] - 1 + (b[1] - a[1]) * share) * STEP, y: (a[0] - 1 + (b[0] - a[0]) * share) * STEP },
    });
  }
  // Four crossings are a saddle within one cell: too small to be seen, left open.
  return edges.length === 2 ? [edges[0]!, edges[1]!] : null;
}

function chain(crossings: readonly Crossing[]): Point[][] {
  const byEdge = new Map<string, Crossing[]>();
  for (const crossing of crossings) {
    for (const edge of crossing) byEdge.set(edge.key, [...(byEdge.get(edge.key) ?? []), crossing]);
  }
  const used = new Set<Crossing>();
  const follow = (start: Edge): Point[] => {
    const points: Point[] = [];
    let edge: Edge | undefined = start;
    while (edge) {
      const next: Crossing | undefined = byEdge.get(edge.key)?.find((crossing) => !used.has(crossing));
      if (!next) break;
      used.add(next);
      edge = next[0].key === edge.key ? next[1] : next[0];
      points.push(edge.at);
    }
    return points;
  };
  return crossings.flatMap((crossing) => {
    if (used.has(crossing)) return [];
    used.add(crossing);
    const ahead = follow(crossing[1]);
    const back = follow(crossing[0]);
    return [[...back.reverse(), crossing[0].at, crossing[1].at, ...ahead]];
  });
}

/** Through the middles of the chain's pieces, with its points as the handles. */
function smooth(points: readonly Point[]): string {
  const first = points[0]!;
  const last = points.at(-1)!;
  const closed = points.length > 3 && write(first) === write(last);
  const middles = points.slice(1).map((point, index) => middle(points[index]!, point));
  const start = closed ? middles[0]! : first;
  let path = `M${write(start)}`;
  for (let index = 1; index < points.length - 1; index++)
    path += `Q${write(points[index]!)} ${write(middles[index]!)}`;
  return closed ? `${path}Q${write(last)} ${write(start)}Z` : `${path}L${write(last)}`;
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function write({ x, y }: Point): string {
  return `${Math.round(x)} ${Math.round(y)}`;
}
