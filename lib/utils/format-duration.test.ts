import { expect, test } from "vitest";
import { formatDuration } from "@/lib/utils/format-duration";

test.each([
  [0, "0 seconds"],
  [999, "0 seconds"],
  [1000, "1 second"],
  [61_000, "1 minute 1 second"],
  [7_200_000, "2 hours"],
  [90_000_000, "1 day 1 hour"],
  [604_800_000, "1 week"],
  [86_400_000 + 61_000, "1 day"],
  [-60_000, "−1 minute"],
])("%d ms is %s", (ms, words) => {
  expect(formatDuration(ms)).toBe(words);
});
