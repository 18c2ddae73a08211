import { DomainError, notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import type { Clock } from "@/lib/server/clock";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { deleteCampaign } from "@/lib/server/db/coupons/delete-campaign";
import { flowsUsingCampaign } from "@/lib/server/db/coupons/flows-using-campaign";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool, type Queryable } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";
import { whileGivingRests } from "./while-giving-rests";

/**
 * Deletes a campaign, where no customer has a code of it and no flow names it. Call it with no transaction open.
 * @param mostMs how long to wait for those who are giving codes now, at most, in ms
 * @throws DomainError conflict otherwise: what was given is history; unavailable when somebody is giving for too long
 */
export async function removeCampaign(actor: Actor, id: string, clock: Clock, mostMs?: number): Promise<void> {
  // First as it is: a campaign that cannot be deleted goes on giving its codes.
  await findRemovable(pool(), actor, id);
  const remove = async (client: Queryable) => {
    const row = await findRemovable(client, actor, id);
    if (!(await deleteCampaign(client, actor.workspaceId, id, clock()))) throw inUse();
    await auditCampaign(client, actor, "deleted", row, clock());
  };
  await whileGivingRests(actor, id, clock(), remove, mostMs);
}

async function findRemovable(queryable: Queryable, { workspaceId }: Actor, id: string) {
  const row = await readCampaign(queryable, workspaceId, id);
  if (!row) throw notFound("campaign");
  const numbers = (await campaignNumbers(queryable, workspaceId, [id])).get(id);
  if (numbers && numbers.given + numbers.redeemed > 0) throw inUse();
  const flows = await flowsUsingCampaign(queryable, workspaceId, id);
  if (flows.length > 0) {
    const names = flows.map(({ name }) => `"${name}"`).join(", ");
    throw new DomainError(
      "conflict",
      `${names} gives codes of this campaign. Choose another one there first.`,
      { extra: { flows } },
    );
  }
  return row;
}

function inUse(): DomainError {
  return new DomainError(
    "conflict",
    "Customers have codes of this campaign. Switch it off instead: its history stays.",
  );
}
