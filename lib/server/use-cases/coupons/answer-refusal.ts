import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { CompatError, type CompatErrorKey, errorBody } from "@/lib/server/compat/errors";
import type { Queryable } from "@/lib/server/db/pool";
import type { PublishCall } from "./publishing";

/**
 * Answers with the refusal of a publication instead of throwing it, inside the caller's transaction, which then keeps it under the call's Idempotency-Key.
 * What was given before the refusal is undone. A request that is wrong in itself still throws: it may be sent again once it is mended.
 */
export async function answerRefusal(
  client: Queryable,
  { requestId }: PublishCall,
  work: () => Promise<CompatAnswer>,
): Promise<CompatAnswer> {
  await client.query("SAVEPOINT giving");
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CompatError) || !REFUSALS.has(error.key)) throw error;
    await client.query("ROLLBACK TO SAVEPOINT giving");
    const body = errorBody(error.key, error.details, requestId, error.resource);
    return { status: body.code, body };
  }
}

const REFUSALS: ReadonlySet<CompatErrorKey> = new Set([
  "no_voucher_suitable_for_publication",
  "voucher_already_published",
]);
