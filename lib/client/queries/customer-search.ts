"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listCustomersContract } from "@/lib/contracts/customers";

/** The first customers whose id, e-mail address or number begins with the text; nothing is asked for an empty one. */
export function useCustomerSearch(search: string) {
  return useQuery({
    queryKey: ["customer-search", search],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof listCustomersContract>>("/api/v1/customers", {
        query: { search, limit: 10 },
        signal,
      }),
    select: ({ data }) => data,
    enabled: search !== "",
    placeholderData: search === "" ? undefined : keepPreviousData,
  });
}
