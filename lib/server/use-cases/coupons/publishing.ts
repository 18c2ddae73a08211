import { randomUUID } from "node:crypto";
import type { publishVoucherContract } from "@/lib/contracts/vouchers";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import type { IssueRequest } from "@/lib/server/db/coupons/issue-types";
import type { StoredPublication } from "@/lib/server/db/coupons/read-publication";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Shopper } from "./identify-shopper";

export type PublishCall = CompatCall<typeof publishVoucherContract>;

/** A publication as it is asked for, before its campaign is known. */
export type Giving = Omit<IssueRequest, "campaignId"> & {
  channel: string | null;
  metadata: Record<string, unknown>;
};

export function requestOf(call: PublishCall, shopper: Shopper): Giving {
  const { actor, body } = call;
  return {
    workspaceId: actor.workspaceId,
    customerId: shopper.customerId,
    runId: null,
    flowId: null,
    stepId: null,
    sourceId: `api:${body.source_id ?? randomUUID()}`,
    isUnnamed: (body.source_id ?? null) === null,
    reuse: joinsOnce(call) ? "unexpired" : "new",
    source: "api",
    channel: body.channel ?? null,
    metadata: body.metadata ?? {},
  };
}

/** Whether a customer who has a code of the campaign is to be given that one. */
export function joinsOnce({ body, query }: PublishCall): boolean {
  return (body.join_once ?? false) || query.join_once === "true";
}

/** How many codes are asked for. */
export function countOf({ body }: PublishCall): number {
  return typeof body.campaign === "object" && body.campaign !== null ? (body.campaign.count ?? 1) : 1;
}

/**
 * The answer to a publication. `publication` is null of a code the customer had already, which has none of its own under this source id; `now` in
 * epoch ms.
 */
export function answerOf(
  { body }: PublishCall,
  shopper: Shopper,
  { voucher, publication }: { voucher: StoredVoucher; publication: Omit<StoredPublication, "code"> | null },
  now: number,
): CompatAnswer {
  return {
    status: 200,
    body: {
      id: publicId("pub", publication?.id ?? voucher.id),
      object: "publication",
      created_at: (publication?.createdAt ?? new Date(now)).toISOString(),
      customer_id: shopper.shape.id,
      tracking_id: null,
      metadata: publication?.metadata ?? {},
      channel: publication?.channel ?? body.channel ?? "API",
      source_id: body.source_id ?? null,
      result: "SUCCESS",
      customer: shopper.shape,
      voucher: voucherShape(voucher),
      vouchers_id: [publicId("v", voucher.id)],
    },
  };
}
