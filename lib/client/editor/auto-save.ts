import { ApiError } from "@/lib/client/api-error";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { type EditorStore, isDirty } from "./store";

/** Carries one save to the server. @throws ApiError */
export type SaveCall = (revision: number, document: FlowDocument) => Promise<{ revision: number }>;

/** After the last change. Long enough that typing a word is one save, short enough that nobody waits for it. */
const QUIET_MS = 800;
/** While somebody draws without a pause, this is the longest that a change stays unsaved. */
const AT_MOST_MS = 5000;
const RETRY_MS = [1000, 2000, 5000, 10_000];

/**
 * Saves the draft by itself: a moment after the last change, one save at a time, and again when the server cannot be reached. A conflict
 * stops it until a person has decided.
 */
export class AutoSave {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #dirtySince: number | null = null;
  #failures = 0;
  /** What the server refused: not tried again unchanged. */
  #refused: FlowDocument | null = null;
  #stop: (() => void) | null = null;

  constructor(
    private readonly store: EditorStore,
    private readonly call: SaveCall,
  ) {}

  /** Watches the draft. @returns what ends it */
  start(): () => void {
    const unsubscribe = this.store.subscribe((state, before) => {
      if (state.document !== before.document || state.saved !== before.saved) this.#schedule();
    });
    this.#stop = () => {
      clearTimeout(this.#timer);
      unsubscribe();
    };
    if (isDirty(this.store.getState())) this.#schedule();
    return this.#stop;
  }

  /** Saves now what is not saved yet, and waits for it. @returns whether the server has everything */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#running;
    const state = this.store.getState();
    if (isDirty(state) && state.save.kind !== "conflict") await this.#save();
    return !isDirty(this.store.getState());
  }

  /** Tries again now, for example when the browser is online again. */
  retry(): void {
    if (this.store.getState().save.kind !== "offline") return;
    clearTimeout(this.#timer);
    void this.#save();
  }

  #schedule(): void {
    const state = this.store.getState();
    if (!isDirty(state)) {
      this.#dirtySince = null;
      return;
    }
    if (state.save.kind === "conflict" || state.save.kind === "offline" || this.#running) return;
    if (state.document === this.#refused) return;
    this.#dirtySince ??= performance.now();
    if (state.save.kind !== "pending") state.setSave({ kind: "pending" });
    clearTimeout(this.#timer);
    const left = AT_MOST_MS - (performance.now() - this.#dirtySince);
    this.#timer = setTimeout(() => void this.#save(), Math.max(0, Math.min(QUIET_MS, left)));
  }

  async #save(): Promise<void> {
    this.#running ??= this.#once().finally(() => {
      this.#running = null;
      this.#schedule();
    });
    await this.#running;
  }

  async #once(): Promise<void> {
    const { document, saved, setSave, confirmSaved } = this.store.getState();
    if (document === saved.document) return;
    setSave({ kind: "saving" });
    try {
      const { revision } = await this.call(saved.revision, document);
      this.#failures = 0;
      this.#dirtySince = null;
      confirmSaved({ revision, document });
    } catch (error) {
      this.#failed(error, document);
    }
  }

  #failed(error: unknown, document: FlowDocument): void {
    const { setSave } = this.store.getState();
    if (error instanceof ApiError && error.code === "revision_conflict") {
      const { revision, savedBy, savedAt } = error.extra;
      setSave({
        kind: "conflict",
        theirs: {
          revision: Number(revision),
          savedBy: typeof savedBy === "string" ? savedBy : null,
          savedAt: typeof savedAt === "string" ? savedAt : null,
        },
      });
      return;
    }
    if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
      this.#refused = document;
      setSave({ kind: "refused", message: error.message });
      return;
    }
    setSave({ kind: "offline" });
    const pause = RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)]!;
    this.#failures += 1;
    this.#timer = setTimeout(() => void this.#save(), pause);
  }
}
