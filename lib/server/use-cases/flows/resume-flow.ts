import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { resumeFlow as resumeInEngine } from "@/lib/server/engine/resume-flow";
import { changeStatus } from "./change-status";

/** Lets a paused flow go on. */
export async function resumeFlow(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
) {
  authorise(actor, "flows:launch");
  return await changeStatus(actor, params.id, {
    verb: "resume",
    from: ["paused"],
    to: "live",
    at: clock(),
    apply: (id) => resumeInEngine(id, actor.workspaceId, clock),
  });
}
