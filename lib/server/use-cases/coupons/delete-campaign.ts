import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { deleteCampaign as removeCampaign } from "@/lib/server/db/coupons/delete-campaign";
import { flowsUsingCampaign } from "@/lib/server/db/coupons/flows-using-campaign";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { transaction } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";

/** Deletes a campaign that no customer has a code of and no flow names. @throws DomainError conflict otherwise: what was given is history */
export async function deleteCampaign(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  await transaction(async (client) => {
    const row = await readCampaign(client, workspaceId, params.id, { lock: true });
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
    await removeCampaign(client, row.id);
    await auditCampaign(client, actor, "deleted", row, clock());
  });
}
