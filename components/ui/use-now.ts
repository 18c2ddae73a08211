"use client";

import { useSyncExternalStore } from "react";

type Clock = { now: number; listeners: Set<() => void>; timer: ReturnType<typeof setInterval> | undefined };
const clocks = new Map<number, Clock>();

/** The time in ms, moving on every `everyMs`. All who ask for the same pace share one timer. */
export function useNow(everyMs: number): number {
  const clock = clockOf(everyMs);
  return useSyncExternalStore(
    (listener) => subscribe(clock, everyMs, listener),
    () => clock.now,
    () => clock.now,
  );
}

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs);
  if (known) return known;
  const made: Clock = { now: Date.now(), listeners: new Set(), timer: undefined };
  clocks.set(everyMs, made);
  return made;
}

function subscribe(clock: Clock, everyMs: number, listener: () => void): () => void {
  clock.listeners.add(listener);
  if (clock.timer === undefined) {
    // The clock stood still while nobody looked.
    clock.now = Date.now();
    queueMicrotask(listener);
    clock.timer = setInterval(() => {
      clock.now = Date.now();
      for (const each of clock.listeners) each();
    }, everyMs);
  }
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
  };
}
