"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import { type FlowReferences, saveDraft } from "@/lib/client/queries/flows";
import type { FlowDetail } from "@/lib/contracts/flows";
import type { Problem } from "@/lib/domain/flow/validate";
import { AutoSave } from "./auto-save";
import { type Derived, derive } from "./derived";
import { createEditorStore, type EditorState, type EditorStore, isDirty } from "./store";
import { type CanvasUi, type CanvasUiStore, createCanvasUi } from "./ui";

type Editor = {
  store: EditorStore;
  derived: StoreApi<Derived>;
  saver: AutoSave;
  ui: CanvasUiStore;
  references: FlowReferences;
};

const EditorContext = createContext<Editor | null>(null);

/**
 * The editor of one flow. It takes the flow once; what is fetched later reaches it only through hydrate. Give it a key of the flow's id.
 */
export function EditorProvider({
  flow,
  references,
  readOnly,
  formats,
  children,
}: {
  flow: FlowDetail;
  references: FlowReferences;
  readOnly: string | null;
  formats: { currency: string; timeZone: string };
  children: ReactNode;
}) {
  const { currency, timeZone } = formats;
  const [{ store, derived, saver, ui }] = useState(() => {
    const made = createEditorStore(
      flow.id,
      { revision: flow.revision, document: flow.document },
      { readOnly },
    );
    return {
      store: made,
      ui: createCanvasUi(),
      derived: createStore<Derived>(() => derive(flow.document, references, { currency, timeZone }, null)),
      saver: new AutoSave(made, (revision, document) => saveDraft(flow.id, revision, document)),
    };
  });
  useEffect(() => store.setState({ readOnly }), [store, readOnly]);
  useEffect(() => {
    const work = () =>
      derived.setState(
        derive(store.getState().document, references, { currency, timeZone }, derived.getState()),
      );
    derived.setState(derive(store.getState().document, references, { currency, timeZone }, null));
    return store.subscribe((state, before) => {
      if (state.document !== before.document) work();
    });
  }, [store, derived, references, currency, timeZone]);
  useEffect(() => saver.start(), [saver]);
  useEffect(() => {
    const online = () => saver.retry();
    const leave = (event: BeforeUnloadEvent) => {
      if (isDirty(store.getState())) event.preventDefault();
    };
    const hide = () => {
      if (document.visibilityState === "hidden") void saver.flush();
    };
    window.addEventListener("online", online);
    window.addEventListener("beforeunload", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("beforeunload", leave);
      document.removeEventListener("visibilitychange", hide);
      // Leaving by a link of the product itself: what is not saved yet is saved behind one's back.
      void saver.flush();
    };
  }, [store, saver]);
  const [value, setValue] = useState<Editor>({ store, derived, saver, ui, references });
  if (value.references !== references) setValue({ ...value, references });
  return <EditorContext value={value}>{children}</EditorContext>;
}

function useEditorParts(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error("This part of the canvas stands outside of the editor.");
  return editor;
}

/** The store itself, for handlers that read it when they run. */
export function useEditorStore(): EditorStore {
  return useEditorParts().store;
}

/** A part of the editor's state. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditorParts().store, selector);
}

/** What follows from the draft. */
export function useDerived<T>(selector: (derived: Derived) => T): T {
  return useStore(useEditorParts().derived, selector);
}

/** What is open around the canvas. */
export function useUi<T>(selector: (ui: CanvasUi) => T): T {
  return useStore(useEditorParts().ui, selector);
}

/** The same, for handlers: ui.setState({ problems: true }). */
export function useUiStore(): CanvasUiStore {
  return useEditorParts().ui;
}

/** What saves the draft. */
export function useSaver(): AutoSave {
  return useEditorParts().saver;
}

/** What the workspace has, for forms. */
export function useReferences(): FlowReferences {
  return useEditorParts().references;
}

const NONE: readonly Problem[] = [];

/** What is wrong with one step. */
export function useStepProblems(stepId: string): readonly Problem[] {
  return useDerived((derived) => derived.problemsOf.get(stepId) ?? NONE);
}
