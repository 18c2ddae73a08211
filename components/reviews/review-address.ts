import type { ReviewFilters } from "@/lib/client/queries/reviews";

/** What the address of the screen holds: the filters, and the review that is open. */
export type ReviewAddress = ReviewFilters & { review?: string };

/** Reads it from an address. */
export function addressIn(params: { get: (name: string) => string | null }): ReviewAddress {
  const one = (name: "customer" | "flow" | "review") => {
    const value = params.get(name);
    return value ? { [name]: value } : {};
  };
  return {
    status: params.get("status") === "settled" ? "settled" : "pending",
    ...one("customer"),
    ...one("flow"),
    ...one("review"),
  };
}

/** The path that shows it. */
export function pathOf({ status, customer, flow, review }: ReviewAddress): string {
  const query = new URLSearchParams();
  if (status === "settled") query.set("status", status);
  if (customer) query.set("customer", customer);
  if (flow) query.set("flow", flow);
  if (review) query.set("review", review);
  return query.size > 0 ? `/reviews?${query}` : "/reviews";
}
