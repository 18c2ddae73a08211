import type { CompatVoucherBody } from "@/lib/contracts/compat-campaigns";
import type { CodeTerms } from "@/lib/server/db/coupons/code-terms";

type Sent = Pick<CompatVoucherBody, "active" | "metadata" | "redemption" | "start_date" | "expiration_date">;

/** What was sent of a code beside its campaign's terms; what was left out stays as theirs. */
export function codeTermsOf(sent: Sent): CodeTerms {
  return {
    active: sent.active ?? undefined,
    startsAt: sent.start_date,
    expiresAt: sent.expiration_date,
    quantity: sent.redemption?.quantity,
    metadata: sent.metadata ?? undefined,
  };
}
