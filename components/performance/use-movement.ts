"use client";

import { useEffect, useState } from "react";
import type { StepPerformance } from "@/lib/client/queries/performance";
import { keepWindow, movedSince, portKey, type Sample } from "@/lib/domain/performance/movement";

const WINDOW_MS = 60_000;

/** How many left each step by each port within the last minute, seen from this screen: the growth of the counters it has read. */
export function useMovement(
  key: string,
  steps: readonly StepPerformance[] | undefined,
  at: string | undefined,
): ReadonlyMap<string, number> {
  const [kept, setKept] = useState<Kept>({ key, samples: [], moved: NOTHING });
  useEffect(() => {
    if (!steps || !at) return;
    const left = new Map(
      steps.flatMap(({ stepId, ports }) =>
        Object.entries(ports).map(([port, count]) => [portKey(stepId, port), count] as const),
      ),
    );
    setKept((before) => {
      const earlier = before.key === key ? before : { key, samples: [], moved: NOTHING };
      const samples = keepWindow(earlier.samples, { at: Date.parse(at), left }, WINDOW_MS);
      const moved = movedSince(samples);
      // The same map as long as nothing changed, so that the drawing is not made anew every two seconds.
      return { key, samples, moved: same(moved, earlier.moved) ? earlier.moved : moved };
    });
  }, [key, steps, at]);
  return kept.key === key ? kept.moved : NOTHING;
}

type Kept = { key: string; samples: Sample[]; moved: ReadonlyMap<string, number> };
const NOTHING: ReadonlyMap<string, number> = new Map();

function same(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([key, count]) => b.get(key) === count);
}
