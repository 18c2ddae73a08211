import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TimelineEntry } from "./entry";
import { mergeNewest, type Position, type Source } from "./merge";

/** Rows of one source, newest first; each number is the moment of one entry. */
type Store = number[][];

function read(store: Store, index: number, position: Position | undefined, limit: number): Source {
  if (position === "end") return { rows: [], skip: 0, more: false };
  const from = position ? Number(position.key[0]) : 0;
  const rows = store.slice(from, from + limit + 1).map((moments, offset) => ({
    key: [from + offset],
    entries: moments.map((moment, part) => ({
      id: `${index}:${from + offset}:${part}`,
      at: String(moment).padStart(6, "0"),
      kind: "event",
      title: "",
    })) as TimelineEntry[],
  }));
  return { rows, skip: position ? position.skip : 0, more: rows.length > limit };
}

function readAll(stores: Store[], limit: number): { ids: string[]; ats: string[] } {
  const ids: string[] = [];
  const ats: string[] = [];
  let positions: (Position | undefined)[] = stores.map(() => undefined);
  for (let page = 0; page < 500; page++) {
    const merged = mergeNewest(
      stores.map((store, index) => read(store, index, positions[index], limit)),
      limit,
    );
    expect(merged.entries.length).toBeLessThanOrEqual(limit);
    ids.push(...merged.entries.map(({ id }) => id));
    ats.push(...merged.entries.map(({ at }) => at));
    positions = merged.positions;
    if (merged.done) return { ids, ats };
  }
  throw new Error("The pages never end.");
}

const store = fc
  .array(fc.array(fc.integer({ min: 0, max: 999 }), { maxLength: 4 }), { maxLength: 12 })
  .map((rows) => {
    // Newest first over the whole source, as its key is.
    const sorted = rows.flat().sort((a, b) => b - a);
    return rows.map((row) => sorted.splice(0, row.length));
  });

describe("merging a timeline's sources", () => {
  it("shows everything once, newest first, whatever the page size and however rows are cut", () => {
    fc.assert(
      fc.property(
        fc.array(store, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 7 }),
        (stores, limit) => {
          const { ids, ats } = readAll(stores, limit);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.length).toBe(stores.flat(2).length);
          expect(ats).toEqual([...ats].sort().reverse());
        },
      ),
    );
  });

  it("puts the earlier source first at the same moment", () => {
    const { ids } = readAll([[[5]], [[5]]], 10);
    expect(ids).toEqual(["0:0:0", "1:0:0"]);
  });
});
