"use client";

import { useReactFlow } from "@xyflow/react";
import { useCallback } from "react";
import { cardWidth, namedPorts } from "@/components/canvas/step-card";
import { useEditorStore } from "@/lib/client/editor/context";
import type { Size } from "@/lib/client/editor/layout";
import type { DraftStep } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";

/** Size of a step's card: as it was measured, else as it will be. */
export function useCardSize(): (stepId: string) => Size {
  const { getInternalNode } = useReactFlow();
  const store = useEditorStore();
  return useCallback(
    (stepId) => {
      const measured = getInternalNode(stepId)?.measured;
      if (measured?.width && measured.height) return { width: measured.width, height: measured.height };
      const step = store.getState().document.steps.find(({ id }) => id === stepId);
      return step ? estimatedSize(step) : { width: 240, height: 60 };
    },
    [getInternalNode, store],
  );
}

/** Size of a card that was not drawn yet. */
export function estimatedSize({ type, config }: Pick<DraftStep, "type" | "config">): Size {
  const ports = stepOf(type)?.ports(config) ?? [];
  return { width: cardWidth(ports), height: namedPorts(ports).length > 0 ? 84 : 58 };
}
