import type { Actor } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes down who did what with a distribution, inside the transaction that does it. */
export async function auditDistribution(
  queryable: Queryable,
  actor: Actor,
  action: "created" | "launched" | "deleted",
  { id, name }: { id: string; name: string },
  at: Date,
): Promise<void> {
  await writeAudit(queryable, {
    workspaceId: actor.workspaceId,
    actor: actor.id,
    action: `distribution.${action}`,
    objectType: "distribution",
    objectId: id,
    detail: { name },
    at,
  });
}
