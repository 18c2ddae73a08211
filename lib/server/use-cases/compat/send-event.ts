import type { compatSendEvent } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { identifyShopper } from "@/lib/server/use-cases/coupons/identify-shopper";
import { ingestEvents } from "@/lib/server/use-cases/events/ingest-events";

/** Takes one event of a customer, who is made when unknown. */
export async function sendEvent({
  actor,
  body,
  request,
}: CompatCall<typeof compatSendEvent>): Promise<CompatAnswer> {
  authorise(actor, "events:ingest");
  const shopper = await identifyShopper(actor, body.customer, systemClock());
  if (!shopper) throw new CompatError("invalid_customer", "customer: send id, source_id, email or phone.");
  const { source_id, email, phone } = shopper.shape as Record<"source_id" | "email" | "phone", string | null>;
  const customer = source_id ? { externalId: source_id } : email ? { email } : { phone };
  await ingestEvents({
    actor,
    request,
    body: { name: body.event, customer, properties: body.metadata ?? {} },
  });
  return {
    status: 200,
    body: { object: "event", type: body.event, customer: shopper.shape, referral: null, loyalty: null },
  };
}
