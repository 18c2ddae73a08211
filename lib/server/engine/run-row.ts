import type { Run } from "@/lib/domain/flow/run";

/** A row of the run table, as the driver gives it. */
export type RunRow = {
  id: string;
  workspace_id: string;
  flow_id: string;
  version_id: string;
  customer_id: string;
  status: Run["status"];
  step_id: string;
  wake_at: Date | null;
  parked_wake_at: Date | null;
  step_entered_at: Date;
  entered_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
  trigger_event_id: number;
  correlation: string;
  visit: number;
  context: Run["context"];
  converted_at: Date | null;
  conversion_rule: Run["conversionRule"];
  revenue: number | null;
  currency: string | null;
  post_completion: boolean;
};

/** The columns of a RunRow. */
export const RUN_COLUMNS =
  "id, workspace_id, flow_id, version_id, customer_id, status, step_id, wake_at, parked_wake_at, step_entered_at, entered_at, ended_at, " +
  "end_reason, trigger_event_id, correlation, visit, context, converted_at, conversion_rule, revenue, currency, post_completion";

/** A run as the interpreter takes it: times in epoch ms. */
export function runFrom(row: RunRow): Run {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    flowId: row.flow_id,
    versionId: row.version_id,
    customerId: row.customer_id,
    status: row.status,
    stepId: row.step_id,
    wakeAt: row.wake_at?.getTime() ?? null,
    parkedWakeAt: row.parked_wake_at?.getTime() ?? null,
    stepEnteredAt: row.step_entered_at.getTime(),
    enteredAt: row.entered_at.getTime(),
    endedAt: row.ended_at?.getTime() ?? null,
    endReason: row.end_reason,
    triggerEventId: row.trigger_event_id,
    correlation: row.correlation,
    visit: row.visit,
    context: row.context,
    convertedAt: row.converted_at?.getTime() ?? null,
    conversionRule: row.conversion_rule,
    revenue: row.revenue,
    currency: row.currency,
    postCompletion: row.post_completion,
  };
}
