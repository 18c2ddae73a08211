import type { compatSaveCustomer } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { shopperChanges } from "@/lib/server/compat/shopper-shape";
import { identifyShopper } from "@/lib/server/use-cases/coupons/identify-shopper";
import { updateCustomer } from "@/lib/server/use-cases/customers/update-customer";
import { isPublicKey } from "@/lib/server/use-cases/events/is-public-key";

type Call = Pick<CompatCall<typeof compatSaveCustomer>, "actor" | "body"> & { params: { id?: string } };

/** Makes a customer, or brings the one with this id, or the same source_id, e-mail or phone, up to date. */
export async function saveCustomer({ actor, params, body }: Call): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { id } = params;
  const named = id === undefined ? body : uuidOf("cust", id) ? { ...body, id } : { ...body, source_id: id };
  const known = named.id ? uuidOf("cust", named.id) : null;
  // A page says who it is by source_id; by an id it only finds, and changes nobody.
  if (known !== null && !isPublicKey(actor)) {
    const changes = shopperChanges(named);
    if (Object.keys(changes).length > 0)
      await updateCustomer({ actor, params: { id: known }, body: changes });
  }
  const shopper = await identifyShopper(actor, named, systemClock());
  if (!shopper) throw new CompatError("invalid_customer", "Send source_id, email or phone.");
  return { status: 200, body: shopper.shape };
}
