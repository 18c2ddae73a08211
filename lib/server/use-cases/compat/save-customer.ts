import type { compatSaveCustomer } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { identifyShopper } from "@/lib/server/use-cases/coupons/identify-shopper";

type Call = Pick<CompatCall<typeof compatSaveCustomer>, "actor" | "body"> & { params: { id?: string } };

/** Makes a customer, or brings the one with the same source_id, e-mail or phone up to date. */
export async function saveCustomer({ actor, params, body }: Call): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { id } = params;
  const named =
    id === undefined ? body : id.startsWith("cust_") ? { ...body, id } : { ...body, source_id: id };
  const shopper = await identifyShopper(actor.workspaceId, named, systemClock());
  if (!shopper) throw new CompatError("invalid_customer", "Send source_id, email or phone.");
  return { status: 200, body: shopper.shape };
}
