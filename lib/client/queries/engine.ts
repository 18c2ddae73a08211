"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { ResponseOf } from "@/lib/contracts/contract";
import type {
  checkEngineContract,
  getEngineContract,
  listFailedRunsContract,
  listSetAsideContract,
  replaySetAsideContract,
} from "@/lib/contracts/engine";
import type { retryRunContract } from "@/lib/contracts/runs";

export type EngineState = ResponseOf<typeof getEngineContract>;
export type FailedRun = ResponseOf<typeof listFailedRunsContract>["data"][number];
export type SetAsideEvent = ResponseOf<typeof listSetAsideContract>["data"][number];

const FAILED = "/api/v1/engine/failed-runs";
const ASIDE = "/api/v1/engine/set-aside";
const FRESH_MS = 5_000;

/** How the engine is doing, asked for again every five seconds. */
export function useEngine(enabled: boolean) {
  return useQuery({
    queryKey: ["engine"],
    queryFn: ({ signal }) => api.get<EngineState>("/api/v1/engine", { signal }),
    refetchInterval: FRESH_MS,
    enabled,
  });
}

/** Counts everybody inside this workspace's flows anew, when asked. */
export function useCountAnew() {
  return useQuery({
    queryKey: ["engine", "invariant"],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof checkEngineContract>>("/api/v1/engine/invariant", { signal }),
    enabled: false,
    gcTime: 0,
  });
}

/** Pages of failed runs, the latest first. */
export function useFailedRuns() {
  return usePages<FailedRun>(FAILED);
}

/** Pages of events that the engine set aside, the latest first. */
export function useSetAside() {
  return usePages<SetAsideEvent>(ASIDE);
}

/** Puts a failed run back to its step. */
export function useRetryRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post<ResponseOf<typeof retryRunContract>>(`/api/v1/runs/${id}/retry`),
    onSettled: () => client.invalidateQueries({ queryKey: pagesKey(FAILED) }),
  });
}

/** Gives events that were set aside to the engine again. */
export function useReplaySetAside() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: number[]) =>
      api.post<ResponseOf<typeof replaySetAsideContract>>("/api/v1/engine/replay", { body: { ids } }),
    onSettled: () => client.invalidateQueries({ queryKey: pagesKey(ASIDE) }),
  });
}
