import { emailAddress, externalId, type Identity, phoneNumber } from "@/lib/domain/customer/identity";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import type { Queryable } from "@/lib/server/db/pool";

/** The customer that a person means by an id, external id, e-mail address or phone number; null when there is none. */
export async function findCustomerId(
  queryable: Queryable,
  workspaceId: string,
  text: string,
): Promise<string | null> {
  const wanted = text.trim();
  const owners = await findOwners(queryable, workspaceId, possible(wanted));
  const owner = owners.values().next().value;
  if (owner !== undefined) return owner;
  return UUID.test(wanted) ? wanted.toLowerCase() : null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function possible(text: string): Identity[] {
  const readings = [
    { kind: "external_id", value: externalId.safeParse(text).data },
    { kind: "email", value: emailAddress.safeParse(text).data },
    { kind: "phone", value: phoneNumber.safeParse(text).data },
  ] as const;
  return readings.flatMap(({ kind, value }) => (value === undefined ? [] : [{ kind, value }]));
}
