import type { Clip } from "@/lib/client/editor/clip";
import { copySteps, pasteSteps, readClip } from "@/lib/client/editor/clip";
import {
  addStep,
  connect,
  insertOnEdge,
  moveSteps,
  nudge,
  remove,
  setConfig,
} from "@/lib/client/editor/edits";
import { createEditorStore, type EditorStore } from "@/lib/client/editor/store";
import { emptyDocument, type FlowDocument } from "@/lib/domain/flow/document";
import { stepOf } from "@/lib/steps/registry";

/**
 * A marketer at the canvas, for tests: new EditorHarness().add("t", "event-trigger").add("w", "wait").connect("t", "next", "w"). Ids of
 * connections and of pasted steps count up: "e1", "n1".
 */
export class EditorHarness {
  readonly store: EditorStore;
  #made = 0;

  constructor(document: FlowDocument = emptyDocument(), readOnly: string | null = null) {
    this.store = createEditorStore("flow", { revision: 1, document }, { readOnly });
  }

  get document(): FlowDocument {
    return this.store.getState().document;
  }

  /** "from port to" of each connection. */
  get edges(): string[] {
    return this.document.edges.map(({ from, port, to }) => `${from} ${port} ${to}`).sort();
  }

  get steps(): string[] {
    return this.document.steps.map(({ id }) => id);
  }

  add(id: string, type: string, config?: Record<string, unknown>): this {
    const step = {
      id,
      type,
      name: "",
      config: config ?? stepOf(type)?.defaults() ?? {},
      position: { x: 0, y: this.steps.length * 120 },
    };
    this.store.getState().edit("Add step", addStep(step), { select: [id] });
    return this;
  }

  connect(from: string, port: string, to: string): this {
    this.#made += 1;
    this.store.getState().edit("Connect", connect({ id: `e${this.#made}`, from, port, to }));
    return this;
  }

  insert(stepId: string, from: string, port: string): this {
    const edge = this.document.edges.find((candidate) => candidate.from === from && candidate.port === port)!;
    this.#made += 1;
    this.store.getState().edit("Insert step", insertOnEdge(edge.id, stepId, `e${this.#made}`));
    return this;
  }

  configure(id: string, config: Record<string, unknown>): this {
    this.store.getState().edit("Change settings", setConfig(id, config), { key: `config:${id}` });
    return this;
  }

  drag(id: string, x: number, y: number): this {
    this.store.getState().edit("Move step", moveSteps(new Map([[id, { x, y }]])));
    return this;
  }

  press(key: "ArrowLeft" | "ArrowRight"): this {
    const { selection, edit } = this.store.getState();
    edit("Move step", nudge(selection.steps, { x: key === "ArrowRight" ? 8 : -8, y: 0 }), { key: "nudge" });
    return this;
  }

  blur(): this {
    this.store.getState().seal();
    return this;
  }

  select(...steps: string[]): this {
    this.store.getState().select({ steps, edges: [] });
    return this;
  }

  delete(...ids: string[]): this {
    this.store.getState().edit("Delete", remove(ids));
    return this;
  }

  copy(): string {
    return copySteps(this.document, this.store.getState().selection.steps) ?? "";
  }

  paste(text: string): this {
    const clip: Clip | null = readClip(text);
    if (!clip) return this;
    let count = 0;
    const { recipe, stepIds } = pasteSteps(clip, () => `n${++count}`, null);
    this.store.getState().edit("Paste", recipe, { select: stepIds });
    return this;
  }

  undo(): this {
    this.store.getState().undo();
    return this;
  }

  redo(): this {
    this.store.getState().redo();
    return this;
  }
}
