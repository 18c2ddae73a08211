import type { ResponseOf } from "@/lib/contracts/contract";
import type { customerWhyContract } from "@/lib/contracts/customers";
import { type WhyFacts, whyOrWhyNot } from "@/lib/domain/timeline/why";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readWhy, type WhyRow } from "@/lib/server/db/customers/read-why";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { findCustomerOrFail } from "./find-customer-or-fail";

type Call = { actor: Actor; params: { id: string } };

/** For every flow, why this person is, was or is not in it. */
export async function customerWhy(
  { actor, params }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof customerWhyContract>> {
  authorise(actor, "read");
  const customer = await findCustomerOrFail(actor.workspaceId, params.id);
  const rows = await readWhy(pool(), actor.workspaceId, customer);
  const words = await loadFlowWords(
    pool(),
    actor.workspaceId,
    rows.flatMap((row) => row.version_id ?? []),
  );
  const now = clock().getTime();
  return {
    data: rows.map((row) => {
      const stepName =
        words.get(row.version_id ?? "")?.steps.get(row.step_id ?? "")?.name ?? row.step_id ?? "";
      return {
        flowId: row.flow_id,
        flowName: row.flow_name,
        runId: row.run_id,
        ...whyOrWhyNot(factsOf(row, stepName), now, customer.workspace_zone),
      };
    }),
  };
}

function factsOf(row: WhyRow, stepName: string): WhyFacts {
  return {
    flow: {
      id: row.flow_id,
      name: row.flow_name,
      status: row.flow_status,
      launchedAt: row.launched_at?.getTime() ?? null,
      triggers: row.triggers,
    },
    run:
      row.run_id && row.status && row.entered_at
        ? {
            id: row.run_id,
            status: row.status,
            enteredAt: row.entered_at.getTime(),
            endedAt: row.ended_at?.getTime() ?? null,
            endReason: row.end_reason,
            stepName,
            wakeAt: row.wake_at?.getTime() ?? null,
            convertedAt: row.converted_at?.getTime() ?? null,
            revenue: row.revenue,
            currency: row.currency,
          }
        : null,
    refusal:
      row.refusal_event_id !== null && row.refusal_reason && row.refusal_at
        ? {
            eventId: row.refusal_event_id,
            flowId: row.flow_id,
            flowName: row.flow_name,
            reason: row.refusal_reason,
            detail: row.refusal_detail ?? {},
            at: row.refusal_at.getTime(),
          }
        : null,
    trigger:
      row.trigger_name && row.trigger_at ? { name: row.trigger_name, at: row.trigger_at.getTime() } : null,
  };
}
