import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { EditorHarness } from "@/lib/testing/editor-harness";
import { AutoSave } from "./auto-save";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server of one flow that answers as it is told. */
class FakeServer {
  revision = 1;
  saves: FlowDocument[] = [];
  failWith: ApiError | null = null;
  readonly call = async (revision: number, document: FlowDocument) => {
    await Promise.resolve();
    if (this.failWith) throw this.failWith;
    if (revision !== this.revision)
      throw new ApiError(409, {
        code: "revision_conflict",
        detail: "Somebody saved.",
        revision: this.revision,
        savedBy: "Amira",
        savedAt: "2026-01-05T10:00:00.000Z",
      });
    this.saves.push(document);
    this.revision += 1;
    return { revision: this.revision };
  };
}

function open() {
  const editor = new EditorHarness();
  const server = new FakeServer();
  const saver = new AutoSave(editor.store, server.call);
  const stop = saver.start();
  return { editor, server, saver, stop, save: () => editor.store.getState().save };
}

describe("autosave never loses work", () => {
  it("saves a moment after the last change, once", async () => {
    const { editor, server, save } = open();
    editor.add("t", "event-trigger").add("w", "wait");
    expect(save()).toEqual({ kind: "pending" });
    await vi.advanceTimersByTimeAsync(500);
    editor.connect("t", "next", "w");
    await vi.advanceTimersByTimeAsync(799);
    expect(server.saves).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.saves).toEqual([editor.document]);
    expect(save()).toEqual({ kind: "saved" });
  });

  it("does not wait for ever while somebody draws without a pause", async () => {
    const { editor, server } = open();
    editor.add("w", "wait");
    for (let count = 0; count < 12; count++) {
      await vi.advanceTimersByTimeAsync(500);
      editor.drag("w", count * 8 + 8, 0);
    }
    expect(server.saves.length).toBeGreaterThan(0);
  });

  it("a change made while a save is under way is saved after it, on top of it", async () => {
    const { editor, server, save } = open();
    editor.add("t", "event-trigger");
    vi.advanceTimersByTime(800);
    editor.add("w", "wait");
    await vi.advanceTimersByTimeAsync(0);
    expect(save()).toEqual({ kind: "pending" });
    await vi.advanceTimersByTimeAsync(800);
    expect(server.saves.map(({ steps }) => steps.length)).toEqual([1, 2]);
    expect(editor.store.getState().saved.revision).toBe(3);
  });

  it("says that it is offline, tries again by itself, and saves what was drawn meanwhile", async () => {
    const { editor, server, save } = open();
    server.failWith = new ApiError(0, null);
    editor.add("t", "event-trigger");
    await vi.advanceTimersByTimeAsync(800);
    expect(save()).toEqual({ kind: "offline" });
    editor.add("w", "wait");
    server.failWith = null;
    await vi.advanceTimersByTimeAsync(1000);
    expect(server.saves).toEqual([editor.document]);
    expect(save()).toEqual({ kind: "saved" });
  });

  it("stops at a conflict and saves nothing until a person has decided; then goes on top of theirs", async () => {
    const { editor, server, save } = open();
    server.revision = 7;
    editor.add("t", "event-trigger");
    await vi.advanceTimersByTimeAsync(800);
    expect(save()).toEqual({
      kind: "conflict",
      theirs: { revision: 7, savedBy: "Amira", savedAt: "2026-01-05T10:00:00.000Z" },
    });
    editor.add("w", "wait");
    await vi.advanceTimersByTimeAsync(20_000);
    expect(server.saves).toEqual([]);
    editor.store.getState().overwriteTheirs();
    await vi.advanceTimersByTimeAsync(800);
    expect(server.saves).toEqual([editor.document]);
    expect(editor.store.getState().saved.revision).toBe(8);
  });

  it("does not repeat what the server refused, but saves the next change", async () => {
    const { editor, server, save } = open();
    server.failWith = new ApiError(400, { code: "invalid_input", detail: "Too many steps." });
    editor.add("t", "event-trigger");
    await vi.advanceTimersByTimeAsync(10_000);
    expect(save()).toEqual({ kind: "refused", message: "Too many steps." });
    server.failWith = null;
    editor.delete("t");
    await vi.advanceTimersByTimeAsync(800);
    expect(server.saves).toHaveLength(1);
  });

  it("flush saves at once and says whether the server has everything", async () => {
    const { editor, server, saver } = open();
    editor.add("t", "event-trigger");
    expect(await saver.flush()).toBe(true);
    expect(server.saves).toHaveLength(1);
    server.failWith = new ApiError(0, null);
    editor.add("w", "wait");
    expect(await saver.flush()).toBe(false);
  });

  it("saves nothing after it was ended", async () => {
    const { editor, server, stop } = open();
    editor.add("t", "event-trigger");
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.saves).toEqual([]);
  });
});
