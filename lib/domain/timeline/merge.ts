import type { TimelineEntry } from "./entry";

/** Where a source's next unread row is, and how many of that row's entries were read already. "end": nothing is left. */
export type Position = { key: (string | number)[]; skip: number } | "end";

/** A row of a source and what it says, newest first. */
export type SourceRow = { key: (string | number)[]; entries: readonly TimelineEntry[] };

/**
 * One source's rows in its own order, newest first, beginning at its position. `more` tells that the source holds rows beyond
 * these; then the last row given is only a mark and is not shown.
 */
export type Source = { rows: readonly SourceRow[]; skip: number; more: boolean };

/**
 * Takes the newest `limit` entries over all sources, keeping each source's own order, and says where each goes on: nothing is
 * shown twice or left out, whatever arrives meanwhile. Of entries of the same moment those of an earlier source come first.
 */
export function mergeNewest(
  sources: readonly Source[],
  limit: number,
): { entries: TimelineEntry[]; positions: Position[]; done: boolean } {
  const queues = sources.map(queueOf);
  const entries: TimelineEntry[] = [];
  // A source that ran out of what was loaded may hold newer entries than the others' next ones: the page ends there.
  while (entries.length < limit && !queues.some(({ items, read, mark }) => mark && read === items.length)) {
    let newest: Queue | null = null;
    for (const queue of queues) {
      const head = queue.items[queue.read];
      if (head && (!newest || head.entry.at > newest.items[newest.read]!.entry.at)) newest = queue;
    }
    if (!newest) break;
    entries.push(newest.items[newest.read]!.entry);
    newest.read += 1;
  }
  const positions = queues.map(positionOf);
  return { entries, positions, done: positions.every((position) => position === "end") };
}

type Queue = {
  items: { entry: TimelineEntry; key: (string | number)[]; index: number }[];
  read: number;
  mark: (string | number)[] | null;
};

function queueOf({ rows, skip, more }: Source): Queue {
  const shown = more ? rows.slice(0, -1) : rows;
  return {
    items: shown.flatMap((row, position) =>
      row.entries.map((entry, index) => ({ entry, key: row.key, index })).slice(position === 0 ? skip : 0),
    ),
    read: 0,
    mark: more ? rows[rows.length - 1]!.key : null,
  };
}

function positionOf({ items, read, mark }: Queue): Position {
  const next = items[read];
  if (next) return { key: next.key, skip: next.index };
  return mark ? { key: mark, skip: 0 } : "end";
}
