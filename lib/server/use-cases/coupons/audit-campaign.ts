import type { Actor } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import type { Queryable } from "@/lib/server/db/pool";

type Action = "created" | "changed" | "enabled" | "disabled" | "deleted" | "codes_made";

/** Writes down who did what with a campaign, inside the transaction that does it. */
export async function auditCampaign(
  queryable: Queryable,
  actor: Actor,
  action: Action,
  campaign: { id: string; name: string },
  at: Date,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await writeAudit(queryable, {
    workspaceId: actor.workspaceId,
    actor: actor.id,
    action: `campaign.${action}`,
    objectType: "campaign",
    objectId: campaign.id,
    detail: { name: campaign.name, ...detail },
    at,
  });
}
