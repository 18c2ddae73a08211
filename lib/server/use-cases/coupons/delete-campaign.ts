import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { removeCampaign } from "./remove-campaign";

/** Deletes a campaign that no customer has a code of and no flow names. @throws DomainError conflict otherwise */
export async function deleteCampaign(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  await removeCampaign(actor, params.id, clock);
}
