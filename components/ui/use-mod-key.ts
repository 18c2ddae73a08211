"use client";

import { useSyncExternalStore } from "react";

/** What the key for shortcuts is called here: "⌘" on Apple's machines, "Ctrl" elsewhere. */
export function useModKey(): "⌘" | "Ctrl" {
  const apple = useSyncExternalStore(never, isApple, () => false);
  return apple ? "⌘" : "Ctrl";
}

function isApple(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}

/** It does not change while the page is open. */
function never(): () => void {
  return () => {};
}
