"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  countReviewsContract,
  decideReviewContract,
  getReviewContract,
  listReviewsContract,
} from "@/lib/contracts/reviews";

type Page = ResponseOf<typeof listReviewsContract>;
export type ListedReview = Page["data"][number];
export type ReviewDetail = ResponseOf<typeof getReviewContract>;
export type ReviewFilters = { status: "pending" | "settled"; customer?: string; flow?: string };

const PATH = "/api/v1/reviews";
const LIVE_MS = 15_000;
const COUNT_MS = 60_000;

/** Pages of reviews, kept up to date: those that wait by how urgent they are, the others by when they were settled. */
export function useReviewPages(filters: ReviewFilters) {
  return usePages<ListedReview>(PATH, filters, { refetchEveryMs: LIVE_MS });
}

/** One review; null asks for none. */
export function useReview(id: string | null) {
  return useQuery({
    queryKey: ["reviews", id],
    queryFn: ({ signal }) => api.get<ReviewDetail>(`${PATH}/${id}`, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.result === null ? LIVE_MS : false),
  });
}

/** How many wait for a decision; 0 while nobody knows. */
export function usePendingReviews(enabled: boolean): number {
  const { data } = useQuery({
    queryKey: [...pagesKey(PATH), "count"],
    queryFn: ({ signal }) => api.get<ResponseOf<typeof countReviewsContract>>(`${PATH}/count`, { signal }),
    select: ({ pending }) => pending,
    refetchInterval: COUNT_MS,
    enabled,
  });
  return data ?? 0;
}

/** Approves or refuses. What somebody else decided meanwhile is shown as well. */
export function useDecideReview(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof decideReviewContract>) =>
      api.post<ReviewDetail>(`${PATH}/${id}/decision`, { body }),
    onSettled: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: pagesKey(PATH) }),
        client.invalidateQueries({ queryKey: ["reviews", id] }),
      ]);
    },
  });
}
