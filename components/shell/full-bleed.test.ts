import { expect, test } from "vitest";
import { isFullBleed } from "@/components/shell/full-bleed";

const ID = "0192f0c1-7a5e-7c3b-9d2e-1f2a3b4c5d6e";

test.each([
  [`/flows/${ID}`, true],
  [`/flows/${ID}/performance`, true],
  ["/flows", false],
  ["/flows/new", false],
  [`/flows/${ID}/settings`, false],
  [`/customers/${ID}`, false],
])("%s draws to its edges: %s", (path, expected) => {
  expect(isFullBleed(path)).toBe(expected);
});
