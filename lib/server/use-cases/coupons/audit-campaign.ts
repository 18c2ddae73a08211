import type { InternalEventName } from "@/lib/domain/event/internal";
import type { Actor } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";

const EVENTS: Partial<Record<Action, InternalEventName>> = {
  created: "campaign.created",
  changed: "campaign.updated",
  enabled: "campaign.enabled",
  disabled: "campaign.disabled",
  deleted: "campaign.deleted",
};

type Action = "created" | "changed" | "enabled" | "disabled" | "deleted" | "codes_made" | "rules_changed";

/** Writes down who did what with a campaign, and tells the log, inside the transaction that does it. */
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
  const name = EVENTS[action];
  if (!name) return;
  const properties = { campaignId: campaign.id, campaignName: campaign.name, by: actor.id, ...detail };
  await emitInternal(queryable, actor.workspaceId, [{ name, customerId: null, properties }], { now: at });
}
