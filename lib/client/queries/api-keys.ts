"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { createApiKeyContract, listApiKeysContract } from "@/lib/contracts/api-keys";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";

export type ApiKey = ResponseOf<typeof listApiKeysContract>["data"][number];
export type NewApiKey = ResponseOf<typeof createApiKeyContract>;

const PATH = "/api/v1/api-keys";

/** Pages of API keys, those in use first. */
export function useApiKeys() {
  return usePages<ApiKey>(PATH);
}

/** Makes a key; the answer holds its secret, once. */
export function useCreateApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof createApiKeyContract>) => api.post<NewApiKey>(PATH, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: pagesKey(PATH) }),
  });
}

/** Revokes a key for good. */
export function useRevokeApiKey() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete(`${PATH}/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: pagesKey(PATH) }),
  });
}
