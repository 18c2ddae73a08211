import { applyPatches, enablePatches, type Patch, produceWithPatches } from "immer";
import type { FlowDocument } from "@/lib/domain/flow/document";

enablePatches();

/** One gesture that can be taken back. */
export type Gesture = {
  /** What was done, for the menus: "Move step". */
  label: string;
  patches: Patch[];
  inverse: Patch[];
  /** Gestures of one key that follow each other are one, until sealed: typing into a field, nudging by arrow keys. */
  key: string | null;
};

export type History = { past: readonly Gesture[]; future: readonly Gesture[]; sealed: boolean };

/** Gestures that can be taken back; the oldest is forgotten. */
const KEPT = 200;

export const NO_HISTORY: History = { past: [], future: [], sealed: true };

export type Recipe = (draft: FlowDocument) => void;

/** Changes the document and remembers how to undo it. A change that changes nothing is not remembered. */
export function perform(
  document: FlowDocument,
  history: History,
  label: string,
  recipe: Recipe,
  key: string | null = null,
): { document: FlowDocument; history: History } {
  const [next, patches, inverse] = produceWithPatches(document, recipe);
  if (patches.length === 0) return { document, history };
  const last = history.past.at(-1);
  if (last && key !== null && last.key === key && !history.sealed) {
    const merged: Gesture = {
      ...last,
      patches: [...last.patches, ...patches],
      inverse: [...inverse, ...last.inverse],
    };
    return {
      document: next,
      history: { past: [...history.past.slice(0, -1), merged], future: [], sealed: false },
    };
  }
  const past = [...history.past, { label, patches, inverse, key }].slice(-KEPT);
  return { document: next, history: { past, future: [], sealed: false } };
}

/** Takes the last gesture back; null when there is none. */
export function undo(
  document: FlowDocument,
  history: History,
): { document: FlowDocument; history: History } | null {
  const gesture = history.past.at(-1);
  if (!gesture) return null;
  return {
    document: applyPatches(document, gesture.inverse),
    history: { past: history.past.slice(0, -1), future: [gesture, ...history.future], sealed: true },
  };
}

/** Does the gesture again that was taken back last; null when there is none. */
export function redo(
  document: FlowDocument,
  history: History,
): { document: FlowDocument; history: History } | null {
  const [gesture, ...future] = history.future;
  if (!gesture) return null;
  return {
    document: applyPatches(document, gesture.patches),
    history: { past: [...history.past, gesture], future, sealed: true },
  };
}

/** Ends the gesture at hand, on blur or when the pointer lets go: the next change is one of its own. */
export function seal(history: History): History {
  return history.sealed ? history : { ...history, sealed: true };
}
