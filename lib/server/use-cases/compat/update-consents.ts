import type { compatUpdateConsents } from "@/lib/contracts/compat-extras";
import { consentPart } from "@/lib/domain/customer/consent";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { updateCustomer } from "@/lib/server/use-cases/customers/update-customer";
import { findCompatCustomer } from "./find-compat-customer";

/** Notes what a customer agrees to, by the ids of the list; what is left out stays. Flows act on it at once. */
export async function updateConsents(
  { actor, params, body }: CompatCall<typeof compatUpdateConsents>,
  clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { customerId } = await findCompatCustomer(actor.workspaceId, params.id);
  const unknown = Object.keys(body).find((id) => consentPart(id) === null);
  if (unknown !== undefined)
    throw new CompatError("not_found", `There is no consent ${unknown}.`, { id: unknown, type: "consent" });
  const consent = Object.fromEntries(
    Object.entries(body).map(([id, agreed]) => [id, agreed ? ("granted" as const) : ("denied" as const)]),
  );
  await updateCustomer({ actor, params: { id: customerId }, body: { consent } }, clock);
  return { status: 200, body: {} };
}
