import { ApiError } from "@/lib/client/api-error";
import type { SavedDraft, TemplateDetail, TemplateProblem } from "@/lib/client/queries/templates";
import type { TemplateDraft } from "@/lib/domain/message/template";

/** How the draft stands with the server. */
export type SaveState =
  | { kind: "saved" }
  | { kind: "pending" }
  | { kind: "saving" }
  | { kind: "offline" }
  | { kind: "refused"; message: string }
  | { kind: "conflict"; revision: number; savedAt: string | null };

export type KeptDraft = {
  draft: TemplateDraft;
  name: string;
  revision: number;
  status: TemplateDetail["status"];
  problems: readonly TemplateProblem[];
  updatedAt: string;
  save: SaveState;
};

/** Carries one save to the server. @throws ApiError */
export type SaveCall = (body: {
  revision: number;
  draft: TemplateDraft;
  name: string;
}) => Promise<SavedDraft>;

/** After the last change. Long enough that typing a word is one save, short enough that nobody waits for it. */
const QUIET_MS = 700;
const RETRY_MS = [1000, 2000, 5000, 10_000];

/**
 * Holds the draft of one template while it is edited, and saves it by itself: a moment after the last change, one save at a time, and
 * again when the server cannot be reached. Somebody else's save stops it until a person has decided.
 */
export class DraftKeeper {
  #state: KeptDraft;
  #sent: Pick<KeptDraft, "draft" | "name">;
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #failures = 0;

  constructor(
    template: Pick<TemplateDetail, "draft" | "name" | "revision" | "status" | "problems" | "updatedAt">,
    private readonly call: SaveCall,
  ) {
    const { draft, name, revision, status, problems, updatedAt } = template;
    this.#state = { draft, name, revision, status, problems, updatedAt, save: { kind: "saved" } };
    this.#sent = { draft, name };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): KeptDraft => this.#state;

  /** Whether something is not on the server yet. */
  get dirty(): boolean {
    return this.#state.draft !== this.#sent.draft || this.#state.name !== this.#sent.name;
  }

  /** Changes the draft or the name, and plans a save. */
  change(next: Partial<Pick<KeptDraft, "draft" | "name">>): void {
    const stopped = this.#state.save.kind === "conflict";
    this.#set({ ...next, ...(stopped ? {} : { save: { kind: "pending" } }) });
    if (!stopped) this.#plan(QUIET_MS);
  }

  /** Saves now what is not saved yet. @returns whether the server has everything */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    await this.#running;
    if (this.dirty && this.#state.save.kind !== "conflict") await this.#save();
    return !this.dirty;
  }

  /** Settles a conflict by saving over what somebody else saved. */
  async keepMine(): Promise<boolean> {
    const { save } = this.#state;
    if (save.kind !== "conflict") return !this.dirty;
    this.#set({ revision: save.revision, save: { kind: "pending" } });
    return await this.flush();
  }

  /** Takes what the server now has, as after publishing. A draft that was changed meanwhile stays. */
  accept(template: Pick<TemplateDetail, "revision" | "status" | "problems" | "updatedAt">): void {
    const { revision, status, problems, updatedAt } = template;
    this.#set({ revision, status, problems, updatedAt });
  }

  /** Ends it; nothing is saved any more. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #plan(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), ms);
  }

  async #save(): Promise<void> {
    this.#running ??= this.#once().finally(() => {
      this.#running = null;
      if (this.dirty && this.#state.save.kind === "pending") this.#plan(QUIET_MS);
    });
    await this.#running;
  }

  async #once(): Promise<void> {
    const { draft, name, revision } = this.#state;
    if (!this.dirty) return this.#set({ save: { kind: "saved" } });
    this.#set({ save: { kind: "saving" } });
    try {
      const saved = await this.call({ revision, draft, name });
      this.#failures = 0;
      this.#sent = { draft, name };
      this.#set({ ...saved, save: { kind: this.dirty ? "pending" : "saved" } });
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (error instanceof ApiError && error.code === "revision_conflict") {
      const { revision, savedAt } = error.extra;
      this.#set({
        save: {
          kind: "conflict",
          revision: Number(revision),
          savedAt: typeof savedAt === "string" ? savedAt : null,
        },
      });
      return;
    }
    if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429) {
      this.#set({ save: { kind: "refused", message: error.message } });
      return;
    }
    this.#set({ save: { kind: "offline" } });
    this.#plan(RETRY_MS[Math.min(this.#failures, RETRY_MS.length - 1)]!);
    this.#failures += 1;
  }

  #set(next: Partial<KeptDraft>): void {
    this.#state = { ...this.#state, ...next };
    for (const listener of this.#listeners) listener();
  }
}
