"use client";

import { applyNodeChanges, type Node, type NodeChange } from "@xyflow/react";
import { useCallback, useLayoutEffect, useState } from "react";
import { useDerived, useEditor, useEditorStore } from "@/lib/client/editor/context";
import { type Derived, wordsOfStep } from "@/lib/client/editor/derived";
import { walkOrder } from "@/lib/client/editor/walk";
import type { DraftStep, FlowDocument } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";
import { plural } from "@/lib/utils/plural";

export type StepNodeType = Node<{ step: DraftStep }, "step">;

/**
 * The steps as React Flow draws them: a projection of the document, with what only the drawing knows (measured sizes, where a card is while
 * it is dragged). In the order of the flow, so that Tab walks along it.
 */
export function useCanvasNodes() {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const selected = useEditor((state) => state.selection.steps);
  const names = useDerived((derived) => derived.names);
  const problemsOf = useDerived((derived) => derived.problemsOf);
  const [nodes, setNodes] = useState<StepNodeType[]>(() =>
    project(document, selected, { names, problemsOf }, []),
  );
  useLayoutEffect(() => {
    setNodes((before) => project(document, selected, { names, problemsOf }, before));
  }, [document, selected, names, problemsOf]);

  const onNodesChange = useCallback(
    (changes: NodeChange<StepNodeType>[]) => {
      const selects = changes.filter((change) => change.type === "select");
      if (selects.length > 0) {
        const next = new Set(store.getState().selection.steps);
        for (const change of selects) {
          if (change.selected) next.add(change.id);
          else next.delete(change.id);
        }
        store.getState().select({ steps: [...next] });
      }
      const drawn = changes.filter(({ type }) => type === "position" || type === "dimensions");
      if (drawn.length > 0) setNodes((before) => applyNodeChanges(drawn, before));
    },
    [store],
  );
  return { nodes, setNodes, onNodesChange };
}

function project(
  document: FlowDocument,
  selected: readonly string[],
  derived: Pick<Derived, "names" | "problemsOf">,
  before: readonly StepNodeType[],
): StepNodeType[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const steps = new Map(document.steps.map((step) => [step.id, step]));
  return walkOrder(document).map((id): StepNodeType => {
    const step = steps.get(id)!;
    const node = old.get(id);
    const isSelected = selected.includes(id);
    const ariaLabel = labelOf(step, derived);
    const position = node?.dragging ? node.position : step.position;
    if (
      node &&
      node.data.step === step &&
      node.selected === isSelected &&
      node.ariaLabel === ariaLabel &&
      node.position.x === position.x &&
      node.position.y === position.y
    )
      return node;
    const data = node?.data.step === step ? node.data : { step };
    return { ...node, id, type: "step", data, position, selected: isSelected, ariaLabel };
  });
}

function labelOf(step: DraftStep, { names, problemsOf }: Pick<Derived, "names" | "problemsOf">): string {
  const { title, detail } = wordsOfStep(step, names);
  const problems = problemsOf.get(step.id)?.length ?? 0;
  const kind = stepOf(step.type)?.title ?? "Unknown step";
  return [`${kind}: ${title}`, detail, problems > 0 ? plural(problems, "problem") : ""]
    .filter(Boolean)
    .join(". ");
}
