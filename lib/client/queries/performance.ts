"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { flowMapContract, flowPerformanceContract } from "@/lib/contracts/performance";
import type { listPeopleContract } from "@/lib/contracts/runs";
import { type DateRange, resolveDateRange } from "@/lib/utils/date-range";

export type FlowMap = ResponseOf<typeof flowMapContract>;
export type MapStep = FlowMap["steps"][number];
export type Performance = ResponseOf<typeof flowPerformanceContract>;
export type StepPerformance = Performance["steps"][number];
type People = ResponseOf<typeof listPeopleContract>;
export type Person = People["data"][number];

/** How often numbers are read again while they are in sight, ms; and at least this many times as long as reading them took. */
const LIVE_MS = 2000;
const REST = 8;

/** The drawing of a version of a flow; the live one when none is named. */
export function useFlowMap(flowId: string, version: number | null) {
  return useQuery({
    queryKey: ["flows", flowId, "map", version],
    queryFn: ({ signal }) =>
      api.get<FlowMap>(`/api/v1/flows/${flowId}/performance/map`, {
        query: { version: version ?? undefined },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
}

/** A flow's numbers, read again every two seconds while they are in sight, less often where that is a lot to ask. */
export function usePerformance(flowId: string, range: DateRange, version: number | null, timeZone: string) {
  return useQuery({
    queryKey: ["flows", flowId, "performance", range, version],
    queryFn: async ({ signal }) => {
      const started = performance.now();
      const { from, to } = resolveDateRange(range, Date.now(), timeZone);
      const report = await api.get<Performance>(`/api/v1/flows/${flowId}/performance`, {
        query: { from: from ?? undefined, to: to ?? undefined, version: version ?? undefined },
        signal,
      });
      return { report, tookMs: performance.now() - started };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => Math.max(LIVE_MS, REST * (state.data?.tookMs ?? 0)),
  });
}

/** The people behind a number of a flow, or of one of its steps. */
export function usePeople(flowId: string, stepId: string | null, state: string) {
  return useInfiniteQuery({
    queryKey: ["flows", flowId, "people", stepId, state],
    queryFn: ({ pageParam, signal }) =>
      api.get<People>(`/api/v1/flows/${flowId}/people`, {
        query: { step: stepId ?? undefined, state, cursor: pageParam ?? undefined, limit: 50 },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state: { data } }) => ((data?.pages.length ?? 1) > 1 ? false : 5000),
  });
}
