import { expect, it } from "vitest";
import { contrast, textOn } from "./contrast";

it("measures as WCAG does", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#777777")).toBe(1);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(contrast("#ffffff", "#767676")).toBeCloseTo(4.54, 2);
});

it("chooses the colour that reads better", () => {
  expect(textOn("#ffff00")).toBe("#000000");
  expect(textOn("#c2410c")).toBe("#ffffff");
});
