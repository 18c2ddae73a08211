import { expect, it } from "vitest";
import { Kept } from "./kept";

it("gives everything that was asked for, even what had to go to make room, and reads nothing twice while it is kept", async () => {
  const kept = new Kept<string>(2);
  const reads: string[][] = [];
  const load = (...ids: string[]) =>
    kept.load(ids, async (missing) => {
      reads.push([...missing]);
      return missing.filter((id) => id !== "nobody").map((id) => [id, id.toUpperCase()] as const);
    });
  expect([...(await load("a", "b"))]).toEqual([
    ["a", "A"],
    ["b", "B"],
  ]);
  expect([...(await load("a", "c"))]).toEqual([
    ["a", "A"],
    ["c", "C"],
  ]);
  expect((await load("d", "e", "f", "d")).size).toBe(3);
  expect((await load("nobody")).size).toBe(0);
  expect((await load("e", "f")).size).toBe(2);
  expect(reads).toEqual([["a", "b"], ["c"], ["d", "e", "f"], ["nobody"]]);
});
