/**
 * The ground of a map: closed height lines around two summits and a saddle between them, drawn with the contour token.
 * Decorative; it fills its positioned parent.
 */
export function ContourLines({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      className={className}
      viewBox="0 0 1200 800"
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      stroke="var(--contour)"
      strokeWidth="1.2"
    >
      {LINES.map((line) => (
        <path key={line} d={line} vectorEffect="non-scaling-stroke" />
      ))}
    </svg>
  );
}

const STEP = 10;
const HILLS = [
  { x: 330, y: 560, height: 1, width: 230 },
  { x: 900, y: 210, height: 0.82, width: 260 },
  { x: 700, y: 640, height: 0.4, width: 170 },
  { x: 120, y: 130, height: 0.46, width: 190 },
];
const LEVELS = Array.from({ length: 12 }, (_, index) => 0.1 + index * 0.077);

/** Drawn once, when the module loads: the lines of equal height of the hills, by marching over a grid. */
const LINES = LEVELS.map(lineOfHeight);

function heightAt(x: number, y: number): number {
  const wave = 0.03 * Math.sin(x / 90 + y / 140) + 0.02 * Math.cos(y / 70 - x / 200);
  return HILLS.reduce((sum, hill) => {
    const dx = (x - hill.x) / hill.width;
    const dy = (y - hill.y) / (hill.width * 0.8);
    return sum + hill.height * Math.exp(-(dx * dx + dy * dy) / 1.6);
  }, wave);
}

function lineOfHeight(level: number): string {
  const segments: string[] = [];
  for (let y = -STEP; y < 800 + STEP; y += STEP) {
    for (let x = -STEP; x < 1200 + STEP; x += STEP) segments.push(...crossings(x, y, level));
  }
  return segments.join("");
}

/** Where the level passes through one cell: on which two edges, by linear interpolation. */
function crossings(x: number, y: number, level: number): string[] {
  const corners = [
    [x, y],
    [x + STEP, y],
    [x + STEP, y + STEP],
    [x, y + STEP],
  ] as const;
  const points: string[] = [];
  for (let edge = 0; edge < 4; edge++) {
    const [ax, ay] = corners[edge]!;
    const [bx, by] = corners[(edge + 1) % 4]!;
    const a = heightAt(ax, ay) - level;
    const b = heightAt(bx, by) - level;
    if (a > 0 === b > 0) continue;
    const share = a / (a - b);
    points.push(`${(ax + (bx - ax) * share).toFixed(1)} ${(ay + (by - ay) * share).toFixed(1)}`);
  }
  return points.length === 2 ? [`M${points[0]}L${points[1]}`] : [];
}
