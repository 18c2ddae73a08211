/** What a customer is called on screen: their name, else the strongest thing that is known of them. */
export function customerName(customer: {
  firstName?: string | null;
  lastName?: string | null;
  email: string | null;
  externalId: string | null;
  phone: string | null;
}): string {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
  return name || customer.email || customer.externalId || customer.phone || "Nameless customer";
}
