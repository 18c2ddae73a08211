"use client";

import { useEffect, useRef } from "react";
import { useEditor, useEditorStore } from "@/lib/client/editor/context";

/** Keeps the open step in the address (?step=…), so that a link leads to it. */
export function useStepLink(): void {
  const store = useEditorStore();
  const openStep = useEditor((state) => state.openStep);
  const asked = useRef(false);

  useEffect(() => {
    if (!asked.current) {
      asked.current = true;
      const wanted = new URLSearchParams(window.location.search).get("step");
      const { document, open } = store.getState();
      if (wanted && document.steps.some(({ id }) => id === wanted)) {
        open(wanted);
        return;
      }
    }
    const url = new URL(window.location.href);
    if (openStep) url.searchParams.set("step", openStep);
    else url.searchParams.delete("step");
    if (url.href !== window.location.href) window.history.replaceState(window.history.state, "", url);
  }, [store, openStep]);
}
