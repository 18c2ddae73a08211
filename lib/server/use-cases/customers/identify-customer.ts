import type { ResponseOf } from "@/lib/contracts/contract";
import type { identifyCustomerContract } from "@/lib/contracts/events";
import type { Person } from "@/lib/domain/customer/identity";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { isPublicKey } from "@/lib/server/use-cases/events/is-public-key";
import { keyInAddress } from "@/lib/server/use-cases/events/key-in-address";
import { limitIngestion } from "@/lib/server/use-cases/events/limit-ingestion";
import { knowTopics } from "./know-topics";

type Call = { actor: Actor; body: Person; request: Request };

/** Makes a customer, or brings one up to date. What changed goes onto the log as `customer.created` or `customer.updated`. */
export async function identifyCustomer(
  { actor, body, request }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof identifyCustomerContract>> {
  authorise(actor, "customers:write");
  const source = keyInAddress(actor, request) ? "sdk" : "api";
  await limitIngestion(actor);
  const { workspaceId } = actor;
  const now = clock();
  await knowTopics(workspaceId, body.consent, now);
  const recorded = await recordActivity({
    workspaceId,
    persons: [body],
    activities: [],
    source,
    byPublicKey: isPublicKey(actor),
    now,
  });
  const id = recorded.customerIds[0];
  if (id === undefined) throw new RangeError("One person has one customer.");
  return {
    id,
    created: recorded.created.length > 0,
    changed: recorded.changed.flatMap(({ fields }) => fields),
  };
}
