import type { ResponseOf } from "@/lib/contracts/contract";
import type { exportToMailchimpContract, getMailchimpContract } from "@/lib/contracts/mailchimp";
import type { MailchimpConnection } from "@/lib/server/db/mailchimp/mailchimp-connection";
import type { MailchimpExportRow } from "@/lib/server/db/mailchimp/mailchimp-exports";

/** An account in the API's words, without its key. */
export function mailchimpAnswer(stored: MailchimpConnection | null): ResponseOf<typeof getMailchimpContract> {
  const { listId = "", mergeTag = "COUPON", baseUrl = "" } = stored ?? {};
  return { connected: stored !== null, listId, mergeTag, baseUrl };
}

/** An export in the API's words. */
export function mailchimpExportAnswer(row: MailchimpExportRow): ResponseOf<typeof exportToMailchimpContract> {
  return {
    id: row.id,
    campaignId: row.campaign_id,
    status: row.status,
    written: row.written,
    refused: row.refused,
    failure: row.failure,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
