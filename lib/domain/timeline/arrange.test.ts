import { describe, expect, it } from "vitest";
import { arrange } from "./arrange";
import type { TimelineEntry } from "./entry";

const AT = Date.parse("2026-11-02T10:00:00Z");

describe("arranging a moment", () => {
  const at = new Date(AT).toISOString();
  const left = (id: string, to: string, runId = "r"): TimelineEntry => ({
    id,
    at,
    kind: "left",
    title: id,
    runId,
    stepId: id,
    facts: { to },
  });
  const deed = (kind: "message" | "voucher", stepId: string, runId = "r"): TimelineEntry => ({
    id: `${kind} ${stepId} ${runId}`,
    at,
    kind,
    title: "",
    runId,
    stepId,
  });

  it("puts a message and a code where their step did them, each with its own run", () => {
    const ids = arrange([
      deed("message", "mail"),
      deed("voucher", "code"),
      deed("message", "mail", "other"),
      left("code", "mail"),
      left("wait", "code"),
      left("x", "mail", "other"),
    ]).map(({ id }) => id);
    expect(ids).toEqual(["message mail r", "code", "voucher code r", "wait", "message mail other", "x"]);
  });

  it("keeps what belongs to no passage of the moment on top, and other moments where they are", () => {
    const later: TimelineEntry = { ...deed("message", "mail"), at: new Date(AT + 1).toISOString() };
    expect(arrange([later, left("a", "b"), deed("message", "gone")]).map(({ id }) => id)).toEqual([
      "message mail r",
      "message gone r",
      "a",
    ]);
  });
});
