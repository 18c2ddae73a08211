import type {
  compatCampaignTransactions,
  compatVoucherTransactions,
} from "@/lib/contracts/compat-transactions";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { transactionShape } from "@/lib/server/compat/transaction-shape";
import { pageOfTransactions } from "@/lib/server/db/coupons/page-of-transactions";
import { pool } from "@/lib/server/db/pool";
import { transactionsOf } from "./transactions-of";

/** A page of what was put onto a gift card and taken off it, or onto and off all of a campaign. */
export async function listTransactions({
  actor,
  params,
  query,
}:
  | CompatCall<typeof compatVoucherTransactions>
  | CompatCall<typeof compatCampaignTransactions>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const of = await transactionsOf(actor.workspaceId, params);
  // Ids grow with time.
  const order = query.order?.replace(/id$/, "created_at");
  const { transactions, hasMore } = await pageOfTransactions(
    pool(),
    actor.workspaceId,
    { ...query, order },
    of,
  );
  const data = transactions.map(transactionShape);
  return {
    status: 200,
    body: {
      object: "list",
      data_ref: "data",
      data,
      has_more: hasMore,
      ...(hasMore ? { more_starting_after: data.at(-1)?.id } : {}),
    },
  };
}
