"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/client/api";

/** The names of the workspace's flows, the first two hundred, for choosing one. */
export function useFlowNames() {
  return useQuery({
    queryKey: ["flow-names"],
    queryFn: ({ signal }) =>
      api.get<{ data: { id: string; name: string }[] }>("/api/v1/flows", { query: { limit: 200 }, signal }),
    select: ({ data }) => data,
    staleTime: 60_000,
  });
}
