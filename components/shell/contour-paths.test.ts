import { expect, test } from "vitest";
import { contourPaths } from "@/components/shell/contour-paths";

const hill = { x: 400, y: 300, height: 1, width: 150 };

test("a line around a hill in the middle is closed and lies around its top", () => {
  const [line] = contourPaths([hill], [0.6], 800, 600);
  expect(line!.match(/M/g)).toHaveLength(1);
  expect(line).toMatch(/Z$/);
  const numbers = line!.match(/\d+/g)!.map(Number);
  const xs = numbers.filter((_, index) => index % 2 === 0);
  expect(Math.min(...xs)).toBeLessThan(400);
  expect(Math.max(...xs)).toBeGreaterThan(400);
});

test("a higher line is shorter, and above the top there is none", () => {
  const [low, high, none] = contourPaths([hill], [0.4, 0.8, 1.5], 800, 600);
  expect(high!.length).toBeLessThan(low!.length);
  expect(none).toBe("");
});
