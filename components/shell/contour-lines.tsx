import { contourPaths } from "@/components/shell/contour-paths";

const HILLS = [
  { x: 330, y: 560, height: 1, width: 230 },
  { x: 900, y: 210, height: 0.82, width: 260 },
  { x: 700, y: 640, height: 0.4, width: 170 },
  { x: 120, y: 130, height: 0.46, width: 190 },
];
const LEVELS = Array.from({ length: 12 }, (_, index) => 0.1 + index * 0.077);
const LINES = contourPaths(HILLS, LEVELS, 1200, 800).filter((line) => line !== "");

/** The ground of a map, drawn with the contour token. Decorative; it fills its positioned parent. */
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
