import { z } from "zod";
import type { CompiledVersion } from "./compile";
import { equal } from "./diff";
import type { Run, Transition } from "./run";

/** What a launch does with those who stand at one step: go on at a step of the new version, stay on their version, or leave. */
export const moveChoice = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("to"), stepId: z.string().min(1).max(64) }),
  z.strictObject({ kind: z.literal("finish") }),
  z.strictObject({ kind: z.literal("exit") }),
]);
export type MoveChoice = z.output<typeof moveChoice>;

/** A choice per step id. A step that is not named goes on at the same step, or leaves where the new version has none of that id. */
export const movePlan = z.record(z.string().min(1).max(64), moveChoice);
export type MovePlan = z.output<typeof movePlan>;

/**
 * Brings an active run to a newer version, changing `run` in place. Who goes on at the same, unchanged step keeps their timer; whose step
 * was changed is looked at again at once, and waits by what the step says now, counted from when they came to it; who goes to another
 * step arrives there now. A timer that is overdue stays as overdue as it is (promise 8). `now` in epoch ms.
 * @returns what happened; null when the run stays on its version
 */
export function moveRun(
  run: Run,
  from: CompiledVersion | undefined,
  to: CompiledVersion,
  plan: MovePlan,
  now: number,
): Extract<Transition, { kind: "moved" | "ended" }> | null {
  const choice: MoveChoice = Object.hasOwn(plan, run.stepId)
    ? plan[run.stepId]!
    : { kind: "to", stepId: run.stepId };
  if (choice.kind === "finish") return null;
  const stepId = run.stepId;
  const target = choice.kind === "to" ? to.steps.get(choice.stepId) : undefined;
  if (!target) {
    Object.assign(run, {
      status: "exited",
      endedAt: now,
      endReason: "step_removed",
      wakeAt: null,
      parkedWakeAt: null,
    });
    return { kind: "ended", stepId, at: now, status: "exited", reason: "step_removed" };
  }
  const before = from?.steps.get(stepId);
  const arrives = target.id !== stepId || before?.definition.type !== target.definition.type;
  if (arrives) {
    run.stepId = target.id;
    run.stepEnteredAt = now;
    run.visit += 1;
    if (run.context.review) run.context = { ...run.context, review: undefined };
  }
  if (arrives || !equal(before?.config, target.config)) {
    run.wakeAt = Math.min(run.wakeAt ?? run.parkedWakeAt ?? now, now);
    run.parkedWakeAt = null;
  }
  run.versionId = to.id;
  const reason = arrives
    ? "A new version was launched for everybody inside"
    : "A new version was launched for everybody inside; they stay at their step";
  return { kind: "moved", stepId, at: now, to: target.id, version: to.number, reason };
}
