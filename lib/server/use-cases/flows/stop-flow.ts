import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { stopFlow as stopInEngine } from "@/lib/server/engine/stop-flow";
import { changeStatus } from "./change-status";

/** Stops a flow for good: nobody enters, and everybody inside leaves it as flow_stopped. */
export async function stopFlow(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
) {
  authorise(actor, "flows:launch");
  return await changeStatus(actor, params.id, {
    verb: "stop",
    from: ["live", "paused"],
    to: "stopped",
    at: clock(),
    apply: (id) => stopInEngine(id, actor.workspaceId, clock),
  });
}
