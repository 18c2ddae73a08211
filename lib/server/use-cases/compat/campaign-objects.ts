import { campaignShape } from "@/lib/server/compat/campaign-shape";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import type { ShownCampaign } from "@/lib/server/db/coupons/campaign-row";
import { campaignStates } from "@/lib/server/db/coupons/campaign-states";
import type { Queryable } from "@/lib/server/db/pool";
import { assignmentOf } from "@/lib/server/db/rules/rule-row";
import { assignmentObject } from "./rule-object";

const STATUS = { running: "IN_PROGRESS", done: "DONE", failed: "FAILED" } as const;

/** Campaigns as the compatible API shows them, with how many codes they have, whether some are being made, and the rules they are bound to. */
export async function campaignObjects(
  queryable: Queryable,
  workspaceId: string,
  campaigns: readonly ShownCampaign[],
): Promise<Record<string, unknown>[]> {
  const ids = campaigns.map(({ id }) => id);
  const numbers = await campaignNumbers(queryable, workspaceId, ids);
  const states = await campaignStates(queryable, workspaceId, ids);
  return campaigns.map((campaign) => {
    const state = states.get(campaign.id);
    return campaignShape(campaign, {
      codes: numbers.get(campaign.id)?.codes ?? 0,
      making: STATUS[state?.codes ?? "done"],
      assignments: (state?.assignments ?? []).map((row) => assignmentObject(row.rule_id, assignmentOf(row))),
    });
  });
}
