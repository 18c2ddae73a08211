"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { usePages } from "@/lib/client/queries/use-pages";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { getOrderContract, listOrdersContract } from "@/lib/contracts/orders";

export type ListedOrder = ResponseOf<typeof listOrdersContract>["data"][number];
export type OrderDetail = ResponseOf<typeof getOrderContract>;

const PATH = "/api/v1/orders";
const LIVE_MS = 10_000;

/** Pages of orders, newest first. */
export function useOrderPages(query: { search?: string; status?: string }) {
  return usePages<ListedOrder>(PATH, query, { refetchEveryMs: LIVE_MS });
}

/** One order with the codes used for it. */
export function useOrder(id: string) {
  return useQuery({
    queryKey: ["orders", id],
    queryFn: ({ signal }) => api.get<OrderDetail>(`${PATH}/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: LIVE_MS,
  });
}
