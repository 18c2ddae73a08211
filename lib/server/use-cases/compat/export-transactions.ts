import type {
  compatExportCampaignTransactions,
  compatExportVoucherTransactions,
} from "@/lib/contracts/compat-transactions";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { findExportOrFail } from "@/lib/server/use-cases/exports/find-export-or-fail";
import { scheduleExport } from "@/lib/server/use-cases/exports/schedule-export";
import { exportObject } from "./export-object";
import { transactionsOf } from "./transactions-of";

/** Asks for the transactions of a gift card, or of a campaign's, as a CSV file, which is made in the background. */
export async function exportTransactions({
  actor,
  params,
  body,
}:
  | CompatCall<typeof compatExportVoucherTransactions>
  | CompatCall<typeof compatExportCampaignTransactions>): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const of = await transactionsOf(actor.workspaceId, params);
  const filters =
    "voucherId" in of
      ? { voucher_id: { conditions: { $in: [publicId("v", of.voucherId)] } } }
      : { campaign_id: { conditions: { $in: [publicId("camp", of.campaignId)] } } };
  const { fields, order } = body.parameters ?? {};
  const made = await scheduleExport({
    actor,
    body: { object: "voucher_transactions", fields, order, filters },
  });
  return { status: 200, body: exportObject(await findExportOrFail(actor.workspaceId, made.id)) };
}
