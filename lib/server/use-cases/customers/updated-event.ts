import { v7 as uuid } from "uuid";
import { consentStates } from "@/lib/domain/customer/consent";
import type { Profile } from "@/lib/domain/customer/identity-plan";
import type { CustomerUpdatedProperties } from "@/lib/domain/event/internal";
import { shardOf } from "@/lib/domain/shard";
import type { NewEvent } from "@/lib/server/db/events/append-events";

/** The event that tells of a changed customer. `fields`: what changed; `source`: who changed it. */
export function updatedEvent(
  workspaceId: string,
  profile: Pick<Profile, "id" | "consent">,
  fields: readonly string[],
  { source, at }: { source: string; at: Date },
): NewEvent {
  const keys = fields.flatMap((field) => (field.startsWith("consent.") ? [field.slice(8)] : []));
  const properties: CustomerUpdatedProperties = {
    source,
    changed: [...fields],
    ...(keys.length > 0 ? { consent: consentStates(profile.consent, keys) } : {}),
  };
  return {
    shard: shardOf(profile.id),
    workspaceId,
    customerId: profile.id,
    name: "customer.updated",
    messageId: uuid(),
    properties,
    occurredAt: at,
    acceptedAt: at,
    source,
  };
}
