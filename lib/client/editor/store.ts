import { createStore, type StoreApi } from "zustand/vanilla";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { type History, NO_HISTORY, perform, type Recipe, redo, seal, undo } from "./history";

export type Selection = { steps: readonly string[]; edges: readonly string[] };
export const NOTHING: Selection = { steps: [], edges: [] };

/** What the server has: the revision, and the very object that was saved or loaded. The draft is dirty when it is another object. */
export type Saved = { revision: number; document: FlowDocument };

export type Conflict = { revision: number; savedBy: string | null; savedAt: string | null };
export type SaveState =
  | { kind: "saved" }
  /** Changed, and the save is due in a moment. */
  | { kind: "pending" }
  | { kind: "saving" }
  /** The server cannot be reached; it is tried again by itself. */
  | { kind: "offline" }
  /** Somebody else saved: a person decides. */
  | { kind: "conflict"; theirs: Conflict }
  /** The server refused it for another reason. */
  | { kind: "refused"; message: string };

export type EditorState = {
  flowId: string;
  document: FlowDocument;
  saved: Saved;
  save: SaveState;
  history: History;
  selection: Selection;
  /** The step whose settings are open. */
  openStep: string | null;
  /** Steps that were just made: their form does not complain before it was looked at. */
  fresh: ReadonlySet<string>;
  /** Why nothing can be changed; null when it can. */
  readOnly: string | null;

  /** Changes the document as one gesture. Changes of one `key` that follow each other are one. */
  edit: (label: string, recipe: Recipe, options?: { key?: string; select?: readonly string[] }) => void;
  /** Ends the gesture at hand. */
  seal: () => void;
  undo: () => void;
  redo: () => void;
  select: (selection: Partial<Selection>) => void;
  /** Opens a step's settings and selects it; null closes them. */
  open: (stepId: string | null) => void;
  markFresh: (stepIds: readonly string[]) => void;
  /** Takes over what the server has, in place of the draft: first load, reload after a conflict, a restored revision. */
  hydrate: (saved: Saved) => void;
  setSave: (save: SaveState) => void;
  /** After a conflict: the next save goes on top of theirs. Their drawing stays among the revisions. */
  overwriteTheirs: () => void;
  /** A save of this document came through as this revision. */
  confirmSaved: (saved: Saved) => void;
};

export type EditorStore = StoreApi<EditorState>;

/** The draft of one flow in one browser tab. Hydrated once per (id, revision); a refetch never reaches it. */
export function createEditorStore(
  flowId: string,
  saved: Saved,
  options: { readOnly?: string | null } = {},
): EditorStore {
  return createStore<EditorState>((set, get) => ({
    flowId,
    document: saved.document,
    saved,
    save: { kind: "saved" },
    history: NO_HISTORY,
    selection: NOTHING,
    openStep: null,
    fresh: new Set(),
    readOnly: options.readOnly ?? null,

    edit: (label, recipe, { key, select } = {}) => {
      const state = get();
      if (state.readOnly !== null) return;
      const next = perform(state.document, state.history, label, recipe, key ?? null);
      if (next.document === state.document) return;
      const selection = select ? { steps: select, edges: [] } : state.selection;
      set({ ...next, ...present(next.document, { ...state, selection }) });
    },
    seal: () => set({ history: seal(get().history) }),
    undo: () => set(travelled(get(), undo)),
    redo: () => set(travelled(get(), redo)),
    select: (selection) => {
      const state = get();
      const next = { ...state.selection, ...selection };
      if (sameIds(next.steps, state.selection.steps) && sameIds(next.edges, state.selection.edges)) return;
      // The sheet follows the selection while it is open, and closes when it would not know whose settings to show.
      const openStep = state.openStep === null ? null : next.steps.length === 1 ? next.steps[0]! : null;
      set({
        selection: next,
        openStep,
        fresh: openStep === state.openStep ? state.fresh : without(state.fresh, state.openStep),
        history: seal(state.history),
      });
    },
    open: (stepId) => {
      const state = get();
      set({
        openStep: stepId,
        selection: stepId === null ? state.selection : { steps: [stepId], edges: [] },
        fresh: stepId === state.openStep ? state.fresh : without(state.fresh, state.openStep),
        history: seal(state.history),
      });
    },
    markFresh: (stepIds) => set({ fresh: new Set([...get().fresh, ...stepIds]) }),
    hydrate: (next) => {
      const state = get();
      set({
        document: next.document,
        saved: next,
        save: { kind: "saved" },
        history: NO_HISTORY,
        fresh: new Set(),
        ...present(next.document, state),
      });
    },
    setSave: (save) => set({ save }),
    overwriteTheirs: () => {
      const { save, saved } = get();
      if (save.kind !== "conflict") return;
      set({
        saved: { revision: save.theirs.revision, document: saved.document },
        save: { kind: "pending" },
      });
    },
    confirmSaved: (next) => {
      const dirty = get().document !== next.document;
      set({ saved: next, save: { kind: dirty ? "pending" : "saved" } });
    },
  }));
}

/** The state after undo or redo; nothing changes when there is nothing to take back. */
function travelled(state: EditorState, way: typeof undo): Partial<EditorState> {
  const next = state.readOnly === null ? way(state.document, state.history) : null;
  return next ? { ...next, ...present(next.document, state) } : {};
}

/** Keeps selection and sheet on what is still there. */
function present(
  document: FlowDocument,
  { selection, openStep }: Pick<EditorState, "selection" | "openStep">,
): Pick<EditorState, "selection" | "openStep"> {
  const steps = new Set(document.steps.map(({ id }) => id));
  const edges = new Set(document.edges.map(({ id }) => id));
  return {
    selection: {
      steps: selection.steps.filter((id) => steps.has(id)),
      edges: selection.edges.filter((id) => edges.has(id)),
    },
    openStep: openStep !== null && steps.has(openStep) ? openStep : null,
  };
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}

function without(set: ReadonlySet<string>, id: string | null): ReadonlySet<string> {
  return id !== null && set.has(id) ? new Set([...set].filter((other) => other !== id)) : set;
}

/** Whether there is something that the server does not have yet. */
export function isDirty({ document, saved }: Pick<EditorState, "document" | "saved">): boolean {
  return document !== saved.document;
}
