import type { MessageFilters } from "@/lib/client/queries/messages";

const NAMES = ["customer", "channel", "status", "reason", "flow", "step"] as const;

/** The filters that an address holds. */
export function filtersIn(params: { get: (name: string) => string | null }): MessageFilters {
  return Object.fromEntries(NAMES.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
}

/** The address of the list with these filters. */
export function pathWith(filters: MessageFilters): string {
  const query = new URLSearchParams();
  for (const name of NAMES) if (filters[name]) query.set(name, filters[name]);
  return query.size > 0 ? `/messages?${query}` : "/messages";
}
