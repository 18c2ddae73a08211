"use client";

import { useReactFlow } from "@xyflow/react";
import { nanoid } from "nanoid";
import { useMemo } from "react";
import { estimatedSize, useCardSize } from "@/components/canvas/use-card-size";
import { copySteps, pasteSteps, readClip } from "@/lib/client/editor/clip";
import { useEditorStore, useUiStore } from "@/lib/client/editor/context";
import { addStep, connect, insertOnEdge, nudge, type Point, remove } from "@/lib/client/editor/edits";
import { besides, downstream, freePort, GAP, newStep, placeBelow } from "@/lib/client/editor/place";
import { stepOf } from "@/lib/steps/registry";

/** Eight characters tell the steps of a flow apart. */
const newId = () => nanoid(8);

/** What can be done on the canvas, by pointer and keyboard alike. Each is one gesture that can be undone. */
export function useActions() {
  const store = useEditorStore();
  const ui = useUiStore();
  const { screenToFlowPosition } = useReactFlow();
  const sizeOf = useCardSize();

  return useMemo(() => {
    const say = (said: string) => ui.setState({ said });
    const titleOf = (type: string) => stepOf(type)?.title ?? type;
    const made = (id: string) => {
      store.getState().open(id);
      store.getState().markFresh([id]);
    };

    /** Puts a step at a point of the canvas, connected to nothing. */
    const addAt = (type: string, at: Point): string => {
      const id = newId();
      store.getState().edit(`Add ${titleOf(type)}`, addStep(newStep(type, id, at)));
      made(id);
      say(`${titleOf(type)} added`);
      return id;
    };

    /** Puts a step behind a port, below it or at a point. */
    const addAfter = (type: string, from: string, port: string, at: Point | null = null): string => {
      const { document, edit } = store.getState();
      const id = newId();
      const draft = newStep(type, id, { x: 0, y: 0 });
      const size = estimatedSize(draft);
      const position = at
        ? besides(document, { x: at.x - size.width / 2, y: at.y }, sizeOf, size)
        : placeBelow(document, from, port, sizeOf, size);
      edit(`Add ${titleOf(type)}`, (recipe) => {
        addStep({ ...draft, position })(recipe);
        connect({ id: newId(), from, port, to: id })(recipe);
      });
      made(id);
      say(`${titleOf(type)} added and connected`);
      return id;
    };

    /** Puts a step into a connection; what comes after it moves down where there is no room. `existing` is a step of the canvas. */
    const addInto = (edgeId: string, type: string, existing?: string): string | null => {
      const { document, edit } = store.getState();
      const edge = document.edges.find(({ id }) => id === edgeId);
      const source = document.steps.find(({ id }) => id === edge?.from);
      const target = document.steps.find(({ id }) => id === edge?.to);
      if (!edge || !source || !target) return null;
      const id = existing ?? newId();
      const draft = newStep(type, id, { x: 0, y: 0 });
      const size = existing ? sizeOf(existing) : estimatedSize(draft);
      const at = placeBelow({ ...document, steps: [source] }, source.id, edge.port, sizeOf, size);
      const room = at.y + size.height + GAP - target.position.y;
      const behind = [...downstream(document, target.id)].filter((step) => step !== source.id);
      edit(`Insert ${titleOf(type)}`, (recipe) => {
        if (room > 0) nudge(behind, { x: 0, y: Math.ceil(room / 4) * 4 })(recipe);
        if (existing) {
          const step = recipe.steps.find((candidate) => candidate.id === existing);
          if (step) step.position = at;
        } else addStep({ ...draft, position: at })(recipe);
        insertOnEdge(edgeId, id, newId())(recipe);
      });
      if (existing) store.getState().select({ steps: [id], edges: [] });
      else made(id);
      say(`${titleOf(type)} inserted`);
      return id;
    };

    /** From the palette without a place: behind the selected step if it has a free port, else in the middle of what is seen. */
    const addNext = (type: string): string => {
      const { document, selection } = store.getState();
      const from = selection.steps.length === 1 ? selection.steps[0]! : null;
      const port = from ? freePort(document, from) : null;
      if (from && port && stepOf(type)?.category !== "entry") return addAfter(type, from, port);
      const pane = window.document.querySelector("[data-canvas]")?.getBoundingClientRect();
      const size = estimatedSize(newStep(type, "", { x: 0, y: 0 }));
      const first = document.steps.length === 0;
      const middle = screenToFlowPosition({
        x: (pane?.left ?? 0) + (pane?.width ?? 0) / 2,
        y: (pane?.top ?? 0) + (pane?.height ?? 0) * (first ? 0.2 : 0.5),
      });
      const at = { x: middle.x - size.width / 2, y: middle.y };
      return addAt(type, besides(document, at, sizeOf, size));
    };

    const deleteSelected = () => {
      const { selection, edit } = store.getState();
      const { steps, edges } = selection;
      if (steps.length + edges.length === 0) return;
      const what = steps.length > 1 ? `${steps.length} steps` : steps.length === 1 ? "step" : "connection";
      edit(`Delete ${what}`, remove(steps, edges));
      say(`${what} deleted`);
    };

    const paste = (text: string, at: Point | null): boolean => {
      const clip = readClip(text);
      if (!clip || store.getState().readOnly !== null) return false;
      const { recipe, stepIds } = pasteSteps(clip, newId, at);
      store.getState().edit(stepIds.length === 1 ? "Paste step" : `Paste ${stepIds.length} steps`, recipe, {
        select: stepIds,
      });
      say(`${stepIds.length} pasted`);
      return true;
    };

    const copied = () => copySteps(store.getState().document, store.getState().selection.steps);
    const duplicate = () => {
      const text = copied();
      if (text) paste(text, null);
    };

    return { addAt, addAfter, addInto, addNext, deleteSelected, paste, copied, duplicate, say };
  }, [store, ui, screenToFlowPosition, sizeOf]);
}
