"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  createWebhookContract,
  getWebhookContract,
  listWebhookDeliveriesContract,
  renewWebhookSecretContract,
  testWebhookContract,
  updateWebhookContract,
} from "@/lib/contracts/webhooks";

export type Webhook = ResponseOf<typeof getWebhookContract>;
export type WebhookDelivery = ResponseOf<typeof listWebhookDeliveriesContract>["data"][number];

const PATH = "/api/v1/webhooks";
const keyOf = (id: string) => ["webhook", id] as const;
const LIVE_MS = 5_000;

/** Pages of webhooks, newest first. */
export function useWebhooks() {
  return usePages<Webhook>(PATH);
}

/** One webhook, kept fresh. */
export function useWebhook(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => api.get<Webhook>(`${PATH}/${id}`, { signal }),
    refetchInterval: LIVE_MS,
  });
}

/** Pages of a webhook's calls, newest first, kept fresh. */
export function useWebhookDeliveries(id: string, status: WebhookDelivery["status"] | null) {
  return usePages<WebhookDelivery>(`${PATH}/${id}/deliveries`, { status }, { refetchEveryMs: LIVE_MS });
}

/** Makes a webhook; the answer holds its secret, once. */
export function useCreateWebhook() {
  return useWebhookChange((body: BodyOf<typeof createWebhookContract>) =>
    api.post<ResponseOf<typeof createWebhookContract>>(PATH, { body }),
  );
}

/** Changes a webhook, or switches it on or off. */
export function useUpdateWebhook() {
  return useWebhookChange(({ id, ...body }: { id: string } & BodyOf<typeof updateWebhookContract>) =>
    api.patch<Webhook>(`${PATH}/${id}`, { body }),
  );
}

/** Removes a webhook. */
export function useDeleteWebhook() {
  return useWebhookChange((id: string) => api.delete(`${PATH}/${id}`));
}

/** Makes a new signing secret. */
export function useRenewWebhookSecret() {
  return useMutation({
    mutationFn: (id: string) =>
      api.post<ResponseOf<typeof renewWebhookSecretContract>>(`${PATH}/${id}/secret`),
  });
}

/** Posts a test to the address, and answers what it said. */
export function useTestWebhook() {
  return useMutation({
    mutationFn: (id: string) => api.post<ResponseOf<typeof testWebhookContract>>(`${PATH}/${id}/test`),
  });
}

/** Has a call made once more. */
export function useRetryDelivery(id: string) {
  return useWebhookChange((deliveryId: string) =>
    api.post<WebhookDelivery>(`${PATH}/${id}/retry`, { body: { deliveryId } }),
  );
}

function useWebhookChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: pagesKey(PATH) }),
        client.invalidateQueries({ queryKey: ["webhook"] }),
        client.invalidateQueries({
          predicate: ({ queryKey: [kind, path] }) =>
            kind === "pages" && typeof path === "string" && path.startsWith(`${PATH}/`),
        }),
      ]),
  });
}
