import { createStore, type StoreApi } from "zustand/vanilla";
import type { Point } from "./edits";

/** Where the step that is about to be chosen will stand. */
export type PickerTarget =
  | { kind: "edge"; edgeId: string }
  /** Behind a port; `at` is where it was asked for on the canvas, null for below the port. */
  | { kind: "port"; from: string; port: string; at: Point | null };

export type SettingsTab = "frequency" | "scheduling" | "goal" | "exits" | "conversion";

/** What is open around the canvas. Belongs to the tab alone: never saved, never undone. */
export type CanvasUi = {
  /** The list of steps to choose from, beside this point of the window. */
  picker: { x: number; y: number; target: PickerTarget } | null;
  /** The connection that a dragged step would be put into. */
  dropEdge: string | null;
  hoveredEdge: string | null;
  /** Why a connection was not drawn, where the pointer was. */
  refusal: { x: number; y: number; text: string } | null;
  /** The list of problems. */
  problems: boolean;
  revisions: boolean;
  /** launch: the draft. move: those on earlier versions, where the draft is what is live. */
  launching: "launch" | "move" | null;
  shortcuts: boolean;
  settings: SettingsTab | null;
  minimap: boolean;
  /** A conflict was put off: nothing is saved, and the question can be opened again. */
  conflictLater: boolean;
  /** Said to screen readers. */
  said: string;
};

export type CanvasUiStore = StoreApi<CanvasUi>;

export function createCanvasUi(): CanvasUiStore {
  return createStore<CanvasUi>(() => ({
    picker: null,
    dropEdge: null,
    hoveredEdge: null,
    refusal: null,
    problems: false,
    revisions: false,
    launching: null,
    shortcuts: false,
    settings: null,
    minimap: true,
    conflictLater: false,
    said: "",
  }));
}
