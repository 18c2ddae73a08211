import type { publishVoucherContract } from "@/lib/contracts/vouchers";
import type { CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError, type CompatResource } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { findIssuableCampaign, type IssuableCampaign } from "@/lib/server/db/coupons/load-issuable-campaigns";
import type { Queryable } from "@/lib/server/db/pool";

/** The campaign that a publication asks for, null when there is none, and how it was called. @throws CompatError invalid_publish_params */
export async function findTerms(
  queryable: Queryable,
  workspaceId: string,
  campaign: CompatCall<typeof publishVoucherContract>["body"]["campaign"],
): Promise<{ terms: IssuableCampaign | null; resource: CompatResource }> {
  if (!campaign)
    throw new CompatError("invalid_publish_params", "Send campaign (its name) or voucher (a code).");
  const wanted = typeof campaign === "string" ? { name: campaign } : campaign;
  const name = wanted.name ?? null;
  const id = uuidOf("camp", wanted.id ?? name ?? "");
  const terms = await findIssuableCampaign(queryable, workspaceId, { id, name });
  return { terms, resource: { id: wanted.id ?? name ?? "", type: "campaign" } };
}
