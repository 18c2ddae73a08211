import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import type { SavedDraft } from "@/lib/client/queries/templates";
import { DraftKeeper, type SaveCall } from "./draft-keeper";

const sms = (text: string) => ({ channel: "sms" as const, text, language: "en" });

/** A server that keeps revisions as the real one does. */
class Server {
  revision = 1;
  text = "first";
  calls: string[] = [];
  answer: () => Promise<void> = async () => {};
  readonly save: SaveCall = async ({ revision, draft }) => {
    this.calls.push(draft.channel === "sms" ? draft.text : "");
    await this.answer();
    if (revision !== this.revision) {
      throw new ApiError(409, { code: "revision_conflict", detail: "other", revision: this.revision });
    }
    this.revision += 1;
    this.text = this.calls.at(-1)!;
    return {
      revision: this.revision,
      updatedAt: "2026-01-01T00:00:00Z",
      status: "changed",
      problems: [],
    } satisfies SavedDraft;
  };
}

let server: Server;
let keeper: DraftKeeper;
beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  const template = {
    draft: sms("first"),
    name: "T",
    revision: 1,
    status: "draft" as const,
    problems: [],
    updatedAt: "",
  };
  keeper = new DraftKeeper(template, server.save);
});
afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});
const kind = () => keeper.snapshot().save.kind;

describe("a draft never gets lost", () => {
  it("typing is saved once it pauses, and what is typed meanwhile right after", async () => {
    for (const text of ["a", "ab", "abc"]) keeper.change({ draft: sms(text) });
    expect(kind()).toBe("pending");
    let finish = () => {};
    server.answer = () => new Promise((resolve) => (finish = resolve));
    await vi.advanceTimersByTimeAsync(700);
    expect([server.calls, kind()]).toEqual([["abc"], "saving"]);
    keeper.change({ draft: sms("abcd") });
    server.answer = async () => {};
    finish();
    await vi.advanceTimersByTimeAsync(700);
    expect([server.text, kind(), keeper.snapshot().revision]).toEqual(["abcd", "saved", 3]);
  });

  it("is tried again until the server can be reached", async () => {
    server.answer = () => Promise.reject(new ApiError(0, null));
    keeper.change({ draft: sms("kept") });
    await vi.advanceTimersByTimeAsync(700);
    expect([kind(), keeper.dirty]).toEqual(["offline", true]);
    await vi.advanceTimersByTimeAsync(1000);
    server.answer = async () => {};
    await vi.advanceTimersByTimeAsync(2000);
    expect([server.text, kind(), keeper.dirty]).toEqual(["kept", "saved", false]);
  });

  it("somebody else's save is not overwritten until a person says so", async () => {
    server.revision = 5;
    keeper.change({ draft: sms("mine") });
    await vi.advanceTimersByTimeAsync(700);
    expect(keeper.snapshot().save).toMatchObject({ kind: "conflict", revision: 5 });
    keeper.change({ draft: sms("mine too") });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([server.calls, server.text]).toEqual([["mine"], "first"]);
    expect(await keeper.flush()).toBe(false);
    expect(await keeper.keepMine()).toBe(true);
    expect([server.text, server.revision, kind()]).toEqual(["mine too", 6, "saved"]);
  });

  it("what the server refuses is said, and tried again once it is changed", async () => {
    server.answer = () => Promise.reject(new ApiError(400, { detail: "too long" }));
    keeper.change({ draft: sms("bad") });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(keeper.snapshot().save).toEqual({ kind: "refused", message: "too long" });
    expect(server.calls).toHaveLength(1);
    server.answer = async () => {};
    keeper.change({ draft: sms("good") });
    await vi.advanceTimersByTimeAsync(700);
    expect([server.text, kind()]).toEqual(["good", "saved"]);
  });

  it("leaving saves at once", async () => {
    keeper.change({ draft: sms("last words") });
    expect(await keeper.flush()).toBe(true);
    expect(server.text).toBe("last words");
  });
});
