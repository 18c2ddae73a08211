"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  customerTimelineContract,
  customerWhyContract,
  getCustomerContract,
  listCustomersContract,
  TIMELINE_PARTS,
  updateCustomerContract,
} from "@/lib/contracts/customers";
import type { skipWaitContract } from "@/lib/contracts/runs";

type CustomerPage = ResponseOf<typeof listCustomersContract>;
export type ListedCustomer = CustomerPage["data"][number];
export type CustomerProfile = ResponseOf<typeof getCustomerContract>;
export type RunSummary = CustomerProfile["runs"][number];
export type TimelinePart = (typeof TIMELINE_PARTS)[number];
type TimelinePage = ResponseOf<typeof customerTimelineContract>;
export type ShownEntry = TimelinePage["data"][number];
type Why = ResponseOf<typeof customerWhyContract>;

/** How often a customer's page looks for news while it is in sight, ms. */
const LIVE_MS = 3000;

const pathOf = (id: string) => `/api/v1/customers/${encodeURIComponent(id)}`;

/** Pages of customers; the search's earlier rows stay in sight until the new ones are there. */
export function useCustomers(search: string) {
  return useInfiniteQuery({
    queryKey: ["customers", "list", search],
    queryFn: ({ pageParam, signal }) =>
      api.get<CustomerPage>("/api/v1/customers", {
        query: { search: search || undefined, cursor: pageParam ?? undefined, limit: 100 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    // Somebody found by two of their identities comes twice.
    select: ({ pages }) => [
      ...new Map(pages.flatMap(({ data }) => data).map((customer) => [customer.id, customer])).values(),
    ],
  });
}

/** One customer, kept up to date while in sight. */
export function useCustomer(id: string) {
  return useQuery({
    queryKey: ["customers", id, "profile"],
    queryFn: ({ signal }) => api.get<CustomerProfile>(pathOf(id), { signal }),
    refetchInterval: LIVE_MS,
  });
}

/** Why the customer is, was or is not in each flow, kept up to date while in sight. */
export function useWhy(id: string) {
  return useQuery({
    queryKey: ["customers", id, "why"],
    queryFn: ({ signal }) => api.get<Why>(`${pathOf(id)}/why`, { signal }),
    refetchInterval: LIVE_MS,
  });
}

/** Pages of what happened to the customer; kept up to date as long as only the first is open. */
export function useTimeline(id: string, show: TimelinePart | null) {
  return useInfiniteQuery({
    queryKey: ["customers", id, "timeline", show],
    queryFn: ({ pageParam, signal }) =>
      api.get<TimelinePage>(`${pathOf(id)}/timeline`, {
        query: { show: show ?? undefined, cursor: pageParam ?? undefined, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? false : LIVE_MS),
  });
}

/** Changes a customer; the answer names what is different now. */
export function useUpdateCustomer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof updateCustomerContract>) =>
      api.patch<ResponseOf<typeof updateCustomerContract>>(pathOf(id), { body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["customers"] }),
  });
}

/** Erases a person for good. */
export function useEraseCustomer(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(pathOf(id)),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["customers", id] });
      return client.invalidateQueries({ queryKey: ["customers", "list"] });
    },
  });
}

/** Lets a waiting run go on now. */
export function useSkipWait() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) =>
      api.post<ResponseOf<typeof skipWaitContract>>(`/api/v1/runs/${runId}/skip-wait`),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["customers"] }),
        client.invalidateQueries({ queryKey: ["flows"] }),
      ]),
  });
}
