import { expect, test } from "vitest";
import { formatBytes } from "./format-bytes";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [4_240_000, "4.2 MB"],
  [999_949, "999.9 kB"],
  [999_950, "1 MB"],
  [1_000_000_000, "1 GB"],
  [2_500_000_000_000, "2,500 GB"],
])("%i bytes are %s", (bytes, words) => {
  expect(formatBytes(bytes, "en")).toBe(words);
});
