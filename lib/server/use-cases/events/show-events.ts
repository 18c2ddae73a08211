import type { z } from "zod";
import type { loggedEvent } from "@/lib/contracts/events";
import { moveWords } from "@/lib/domain/event/cause-words";
import { internalEventTitle } from "@/lib/domain/event/internal";
import { titleOf } from "@/lib/domain/event/title-of";
import { refusalWords } from "@/lib/domain/timeline/reason-words";
import { ingestRules } from "@/lib/server/db/events/definition-cache";
import type { LogRow } from "@/lib/server/db/events/log-row";
import { type CauseRow, readCauses } from "@/lib/server/db/events/read-causes";
import { pool } from "@/lib/server/db/pool";

export type ShownEvent = z.output<typeof loggedEvent>;

/** Rows of the log as people see them, with what each caused. */
export async function showEvents(
  workspaceId: string,
  rows: readonly LogRow[],
  now: Date,
): Promise<ShownEvent[]> {
  const handled = rows.filter(({ pending }) => !pending);
  const [causes, { definitions }] = await Promise.all([
    readCauses(pool(), handled),
    ingestRules(workspaceId, now),
  ]);
  return rows.map((row) => ({
    id: String(row.id),
    name: row.name,
    title: definitions.get(row.name)?.title ?? internalEventTitle(row.name) ?? titleOf(row.name),
    messageId: row.message_id,
    source: row.source,
    properties: row.properties,
    customer: row.customer_id === null ? null : { id: row.customer_id, label: row.customer_label },
    occurredAt: row.occurred_at.toISOString(),
    acceptedAt: row.accepted_at.toISOString(),
    handled: !row.pending,
    causes: causes.filter((cause) => cause.event_id === row.id).map(showCause),
  }));
}

/** One thing that an event caused, in words. */
export function showCause({
  kind,
  flow_id,
  flow_name,
  run_id,
  reason,
  transitions,
}: CauseRow): ShownEvent["causes"][number] {
  const words =
    kind === "refused"
      ? refusalWords(reason ?? "")
      : kind === "moved"
        ? moveWords(transitions ?? [])
        : "entered the flow";
  return { kind, flowId: flow_id, flowName: flow_name, runId: run_id, reason: words };
}
