"use client";

import { type Edge, type EdgeChange, MarkerType } from "@xyflow/react";
import { useCallback, useMemo } from "react";
import { useDerived, useEditor, useEditorStore } from "@/lib/client/editor/context";
import { wordsOfStep } from "@/lib/client/editor/derived";
import { stepOf } from "@/lib/steps/registry";

export type FlowEdgeType = Edge<Record<string, never>, "flow">;

const ARROW = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: "var(--edge)" };
const ARROW_SELECTED = { ...ARROW, color: "var(--focus)" };
const NO_DATA = {};

/** The connections as React Flow draws them. */
export function useCanvasEdges() {
  const store = useEditorStore();
  const { steps, edges } = useEditor((state) => state.document);
  const selected = useEditor((state) => state.selection.edges);
  const names = useDerived((derived) => derived.names);

  const drawn = useMemo((): FlowEdgeType[] => {
    const known = new Map(steps.map((step) => [step.id, step]));
    return edges.flatMap((edge) => {
      const from = known.get(edge.from);
      const to = known.get(edge.to);
      const port =
        from &&
        stepOf(from.type)
          ?.ports(from.config)
          .find(({ id }) => id === edge.port);
      if (!from || !to || !port) return [];
      const isSelected = selected.includes(edge.id);
      return [
        {
          id: edge.id,
          type: "flow",
          source: edge.from,
          sourceHandle: edge.port,
          target: edge.to,
          targetHandle: "in",
          selected: isSelected,
          markerEnd: isSelected ? ARROW_SELECTED : ARROW,
          data: NO_DATA,
          ariaLabel: `${wordsOfStep(from, names).title}, ${port.label}, leads to ${wordsOfStep(to, names).title}`,
        },
      ];
    });
  }, [steps, edges, selected, names]);

  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdgeType>[]) => {
      const next = new Set(store.getState().selection.edges);
      for (const change of changes) {
        if (change.type !== "select") continue;
        if (change.selected) next.add(change.id);
        else next.delete(change.id);
      }
      store.getState().select({ edges: [...next] });
    },
    [store],
  );
  return { edges: drawn, onEdgesChange };
}
