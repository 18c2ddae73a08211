import type { ResponseOf } from "@/lib/contracts/contract";
import type { getCustomerContract } from "@/lib/contracts/customers";
import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { discount } from "@/lib/domain/coupon/discount";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { countCustomer } from "@/lib/server/db/customers/count-customer";
import { personOf } from "@/lib/server/db/customers/person-row";
import { type CustomerVoucher, readCustomerVouchers } from "@/lib/server/db/customers/read-customer-vouchers";
import { readCustomerRuns } from "@/lib/server/db/customers/read-runs";
import { loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { pool } from "@/lib/server/db/pool";
import { readOfferedTopics } from "@/lib/server/db/topics/read-offered-topics";
import { runWords } from "@/lib/server/use-cases/runs/run-words";
import { findCustomerOrFail } from "./find-customer-or-fail";

type Call = { actor: Actor; params: { id: string } };
type Answer = ResponseOf<typeof getCustomerContract>;

const SHOWN = 50;

/** A customer's profile: who they are, what they agreed to, their codes, and where they stand in which flow. */
export async function getCustomer({ actor, params }: Call, clock = systemClock): Promise<Answer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const customer = await findCustomerOrFail(workspaceId, params.id);
  const [topics, counts, vouchers, runs] = await Promise.all([
    readOfferedTopics(pool(), workspaceId, null),
    countCustomer(pool(), customer),
    readCustomerVouchers(pool(), workspaceId, customer.id, SHOWN),
    readCustomerRuns(pool(), customer, SHOWN),
  ]);
  const words = await loadFlowWords(
    pool(),
    workspaceId,
    runs.map((run) => run.version_id),
  );
  const now = clock().getTime();
  return {
    ...personOf(customer),
    consent: customer.consent,
    topics: topics.map(({ key, name }) => ({ key, name })),
    agentConversation: customer.agent_conversation,
    orderCount: customer.order_count,
    orderTotal: customer.order_total,
    lastOrderAt: customer.last_order_at?.toISOString() ?? null,
    activeRuns: runs.filter(({ status }) => status === "active").length,
    demo: customer.demo,
    createdAt: customer.created_at.toISOString(),
    updatedAt: customer.updated_at.toISOString(),
    counts,
    vouchers: vouchers.map((voucher) => ({
      code: voucher.code,
      campaignId: voucher.campaign_id,
      campaignName: voucher.campaign_name,
      discount: describeDiscount(discount.parse(voucher.discount)),
      status: statusOf(voucher, now),
      runId: voucher.run_id,
      publishedAt: voucher.published_at.toISOString(),
      expiresAt: voucher.expires_at?.toISOString() ?? null,
    })),
    runs: runs.map((run) => runWords(run, words)),
  };
}

/** What a code is good for, the strongest reason first. */
function statusOf(voucher: CustomerVoucher, now: number): Answer["vouchers"][number]["status"] {
  if (voucher.released_at) return "taken back";
  if (voucher.quantity !== null && voucher.redeemed_quantity >= voucher.quantity) return "used";
  if (!voucher.active) return "switched off";
  if (voucher.expires_at && voucher.expires_at.getTime() <= now) return "expired";
  return "valid";
}
