import type { CompatCustomer } from "@/lib/contracts/vouchers";
import { type Person, personInput } from "@/lib/domain/customer/identity";
import type { Profile } from "@/lib/domain/customer/identity-plan";
import { CompatError } from "./errors";
import { publicId } from "./ids";

/** What the compatible API names apart from metadata; here they are attributes of these names. */
const ADDRESS = ["line_1", "line_2", "city", "postal_code", "state", "country"] as const;
const DETAILS = ["description", "birthdate"] as const;

/** A customer as the compatible API shows one. */
export function shopperShape(customerId: string, profile: Profile | undefined): Record<string, unknown> {
  const attributes = profile?.attributes ?? {};
  const address = ADDRESS.map((part) => [part, attributes[`address_${part}`] ?? null] as const);
  const own = new Set<string>([...ADDRESS.map((part) => `address_${part}`), ...DETAILS]);
  return {
    id: publicId("cust", customerId),
    source_id: profile?.externalId ?? null,
    name: [profile?.firstName, profile?.lastName].filter(Boolean).join(" ") || null,
    email: profile?.email ?? null,
    phone: profile?.phone ?? null,
    ...Object.fromEntries(
      DETAILS.filter((name) => attributes[name] !== undefined).map((name) => [name, attributes[name]]),
    ),
    address: address.some(([, value]) => value !== null) ? Object.fromEntries(address) : null,
    metadata: Object.fromEntries(Object.entries(attributes).filter(([name]) => !own.has(name))),
    object: "customer",
  };
}

/** The person a compatible request describes; null when it says nothing by which somebody is recognised. @throws CompatError invalid_customer */
export function shopperOf(customer: CompatCustomer): Person | null {
  const { source_id, email, phone } = customer;
  if (!source_id && !email && !phone) return null;
  return personOf({
    ...(source_id ? { externalId: source_id } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...detailsOf(customer),
  });
}

/** What a compatible request says about a customer who is known, without who it is. @throws CompatError invalid_customer */
export function shopperChanges(customer: CompatCustomer): Omit<Person, "externalId"> {
  const { email, phone } = customer;
  const read = personOf({
    externalId: "-",
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...detailsOf(customer),
  });
  const { externalId: _none, ...changes } = read;
  return changes;
}

function detailsOf(customer: CompatCustomer): Record<string, unknown> {
  const [firstName, ...rest] = customer.name?.trim().split(/\s+/) ?? [];
  const attributes = attributesOf(customer);
  return {
    ...(firstName ? { firstName: firstName.slice(0, 200) } : {}),
    ...(rest.length > 0 ? { lastName: rest.join(" ").slice(0, 200) } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  };
}

function attributesOf(customer: CompatCustomer): Record<string, unknown> {
  const { address, description, birthdate, metadata } = customer;
  const parts = ADDRESS.map((part) => [`address_${part}`, address === null ? null : address?.[part]]) as [
    string,
    unknown,
  ][];
  const own = [...parts, ["description", description], ["birthdate", birthdate]] as [string, unknown][];
  return { ...metadata, ...Object.fromEntries(own.filter(([, value]) => value !== undefined)) };
}

function personOf(input: Record<string, unknown>): Person {
  const result = personInput.safeParse(input);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const where = path[0] === "attributes" ? ["metadata", ...path.slice(1)] : path;
    return `customer.${where.join(".")}: ${message}`;
  });
  throw new CompatError("invalid_customer", problems.join("; "));
}
