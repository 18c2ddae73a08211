import type { RedeemingBody } from "@/lib/contracts/vouchers";
import { CompatError } from "./errors";

/** The one redeemable of a request. @throws CompatError when it asks for what is not supported yet */
export function theRedeemable({ redeemables, session }: RedeemingBody): RedeemingBody["redeemables"][number] {
  if (session) {
    throw new CompatError(
      "not_supported",
      "session: locking a code is not supported. Leave it out: see docs/compatibility.md.",
    );
  }
  if (new Set(redeemables.map(({ id }) => id)).size < redeemables.length) {
    throw new CompatError("duplicated_redeemables", "redeemables: each code may stand there once.");
  }
  const [redeemable, second] = redeemables;
  if (!redeemable) throw new CompatError("invalid_payload", "redeemables: give one redeemable.");
  if (second) {
    throw new CompatError(
      "not_supported",
      "redeemables: stacking several is not supported. Send one: see docs/compatibility.md.",
    );
  }
  return redeemable;
}
