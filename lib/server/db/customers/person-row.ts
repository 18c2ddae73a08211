import type { Profile } from "@/lib/domain/customer/identity-plan";

/** The columns of a customer that say who they are, as every statement that reads a whole profile selects them. */
export type PersonRow = {
  id: string;
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  locale: string | null;
  time_zone: string | null;
  attributes: Profile["attributes"];
};

/** The same by the names that rules, messages and answers know them by. */
export function personOf(row: PersonRow) {
  return {
    id: row.id,
    externalId: row.external_id,
    email: row.email,
    phone: row.phone,
    firstName: row.first_name,
    lastName: row.last_name,
    locale: row.locale,
    timeZone: row.time_zone,
    attributes: row.attributes,
  };
}
