import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { deleteCampaign } from "@/lib/server/db/coupons/delete-campaign";
import { flowsUsingCampaign } from "@/lib/server/db/coupons/flows-using-campaign";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import type { Queryable } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";

/**
 * Deletes a campaign inside the caller's transaction, where no customer has a code of it and no flow names it.
 * @throws DomainError conflict otherwise: what was given is history
 */
export async function removeCampaign(client: Queryable, actor: Actor, id: string, now: Date): Promise<void> {
  const { workspaceId } = actor;
  const row = await readCampaign(client, workspaceId, id, { lock: true });
  if (!row) throw notFound("campaign");
  const numbers = (await campaignNumbers(client, workspaceId, [row.id])).get(row.id);
  if (numbers && numbers.given + numbers.redeemed > 0) {
    throw new DomainError(
      "conflict",
      "Customers have codes of this campaign. Switch it off instead: its history stays.",
    );
  }
  const flows = await flowsUsingCampaign(client, workspaceId, row.id);
  if (flows.length > 0) {
    const names = flows.map(({ name }) => `"${name}"`).join(", ");
    throw new DomainError(
      "conflict",
      `${names} gives codes of this campaign. Choose another one there first.`,
      { extra: { flows } },
    );
  }
  await deleteCampaign(client, workspaceId, row.id, now);
  await auditCampaign(client, actor, "deleted", row, now);
}
