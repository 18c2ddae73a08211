"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  createDistributionContract,
  getDistributionContract,
  updateDistributionContract,
} from "@/lib/contracts/distributions";

export type Distribution = ResponseOf<typeof getDistributionContract>;

const PATH = "/api/v1/distributions";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
const LIVE_MS = 10_000;

/** Pages of distributions, newest first. */
export function useDistributionPages(query: { search?: string }) {
  return usePages<Distribution>(PATH, query, { refetchEveryMs: LIVE_MS });
}

/** One distribution; its numbers are kept up to date while it is live. */
export function useDistribution(id: string) {
  return useQuery({
    queryKey: ["distributions", id],
    queryFn: ({ signal }) => api.get<Distribution>(pathOf(id), { signal }),
    refetchInterval: ({ state }) => (state.data?.flowId ? LIVE_MS : false),
  });
}

/** Begins a distribution. */
export function useCreateDistribution() {
  return useDistributionChange((body: BodyOf<typeof createDistributionContract>) =>
    api.post<Distribution>(PATH, { body }),
  );
}

/** Changes a draft. */
export function useUpdateDistribution(id: string) {
  return useDistributionChange((body: BodyOf<typeof updateDistributionContract>) =>
    api.patch<Distribution>(pathOf(id), { body }),
  );
}

/** Sets a distribution live. */
export function useLaunchDistribution(id: string) {
  return useDistributionChange((_: undefined) => api.post<Distribution>(`${pathOf(id)}/launch`));
}

/** Deletes a draft. */
export function useDeleteDistribution(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(pathOf(id)),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["distributions", id] });
      void client.invalidateQueries({ queryKey: pagesKey(PATH) });
    },
  });
}

function useDistributionChange<Input>(change: (input: Input) => Promise<Distribution>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (distribution) => {
      client.setQueryData(["distributions", distribution.id], distribution);
      void client.invalidateQueries({ queryKey: pagesKey(PATH) });
    },
  });
}
