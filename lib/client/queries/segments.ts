"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  changeSegmentMembersContract,
  countSegmentContract,
  createSegmentContract,
  getSegmentContract,
  listSegmentMembersContract,
  ShownSegment,
  updateSegmentContract,
} from "@/lib/contracts/segments";
import type { SegmentRule } from "@/lib/domain/segment/rule";

export type { ShownSegment };
export type SegmentDetail = ResponseOf<typeof getSegmentContract>;
export type SegmentMember = ResponseOf<typeof listSegmentMembersContract>["data"][number];

const PATH = "/api/v1/segments";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
/** How often a segment is looked at again: while it is being filled, and otherwise, ms. */
const BUSY_MS = 700;
const LIVE_MS = 10_000;

/** Pages of segments, newest first. */
export function useSegmentPages(search: string) {
  return usePages<ShownSegment>(PATH, { search }, { refetchEveryMs: LIVE_MS });
}

/** One segment, kept up to date while in sight. */
export function useSegment(id: string) {
  return useQuery({
    queryKey: ["segments", id],
    queryFn: ({ signal }) => api.get<SegmentDetail>(pathOf(id), { signal }),
    refetchInterval: ({ state }) => ((state.data?.built ?? 1) < 1 ? BUSY_MS : LIVE_MS),
  });
}

/** Pages of those who belong to it. */
export function useSegmentMembers(id: string) {
  return usePages<SegmentMember>(`${pathOf(id)}/members`, {}, { refetchEveryMs: LIVE_MS });
}

/** How many customers a rule would take now; the count before stays while the next is on its way. */
export function useSegmentCount(rule: SegmentRule) {
  return useQuery({
    queryKey: ["segment-count", rule],
    queryFn: ({ signal }) =>
      api.post<ResponseOf<typeof countSegmentContract>>(`${PATH}/count`, { body: { rule }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** Makes a segment. */
export function useCreateSegment() {
  return useSegmentChange((body: BodyOf<typeof createSegmentContract>) =>
    api.post<ShownSegment>(PATH, { body }),
  );
}

/** Changes a segment. */
export function useUpdateSegment(id: string) {
  return useSegmentChange((body: BodyOf<typeof updateSegmentContract>) =>
    api.patch<ShownSegment>(pathOf(id), { body }),
  );
}

/** Deletes a segment. */
export function useDeleteSegment(id: string) {
  return useSegmentChange((_: undefined) => api.delete<undefined>(pathOf(id)));
}

/** Puts customers into a static segment, or takes them out. */
export function useChangeMembers(id: string) {
  return useSegmentChange((body: BodyOf<typeof changeSegmentMembersContract>) =>
    api.post(`${pathOf(id)}/members`, { body }),
  );
}

function useSegmentChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["segments"] }),
        client.invalidateQueries({
          queryKey: ["pages"],
          predicate: ({ queryKey }) => String(queryKey[1]).startsWith(PATH),
        }),
        client.invalidateQueries({ queryKey: pagesKey(PATH) }),
        client.invalidateQueries({ queryKey: ["flow-references"] }),
      ]);
    },
  });
}
