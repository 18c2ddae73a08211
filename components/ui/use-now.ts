"use client";

import { useSyncExternalStore } from "react";

type Clock = { read: () => number; subscribe: (listener: () => void) => () => void };
const clocks = new Map<number, Clock>();

/** The time in ms, moving on every `everyMs`. All who ask for the same pace share one timer. */
export function useNow(everyMs: number): number {
  const { subscribe, read } = clockOf(everyMs);
  return useSyncExternalStore(subscribe, read, read);
}

/** Made once per pace: React subscribes anew whenever it is given another `subscribe`. */
function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs);
  if (known) return known;
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  const made: Clock = {
    read: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === undefined) {
        timer = setInterval(tick, everyMs);
        // It stood still while nobody looked.
        if (Date.now() - now >= everyMs) queueMicrotask(tick);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
  clocks.set(everyMs, made);
  return made;
}
