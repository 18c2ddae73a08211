"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";
import type {
  connectMailchimpContract,
  exportToMailchimpContract,
  getMailchimpContract,
  listMailchimpExportsContract,
} from "@/lib/contracts/mailchimp";

export type MailchimpExport = ResponseOf<typeof exportToMailchimpContract>;

const PATH = "/api/v1/mailchimp";
const KEY = ["mailchimp"] as const;
/** How often an export is looked at again while it is under way, ms. */
const BUSY_MS = 1_000;
const exportsPath = (campaignId: string) => `/api/v1/campaigns/${campaignId}/mailchimp-exports`;

/** The workspace's Mailchimp account, or that there is none. */
export function useMailchimp() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<ResponseOf<typeof getMailchimpContract>>(PATH, { signal }),
  });
}

/** Connects an audience, or changes it. */
export function useConnectMailchimp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof connectMailchimpContract>) =>
      api.put<ResponseOf<typeof connectMailchimpContract>>(PATH, { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** Forgets the account. */
export function useDisconnectMailchimp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(PATH),
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

/** The latest export of a campaign; null when there was none. */
export function useLatestMailchimpExport(campaignId: string, enabled: boolean) {
  return useQuery({
    queryKey: [...KEY, campaignId],
    queryFn: ({ signal }) =>
      api.get<ResponseOf<typeof listMailchimpExportsContract>>(exportsPath(campaignId), { signal }),
    select: ({ data }) => data[0] ?? null,
    enabled,
    refetchInterval: ({ state }) =>
      ["scheduled", "running"].includes(state.data?.data[0]?.status ?? "") ? BUSY_MS : false,
  });
}

/** Begins an export of a campaign. */
export function useExportToMailchimp(campaignId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<MailchimpExport>(exportsPath(campaignId)),
    onSuccess: () => client.invalidateQueries({ queryKey: [...KEY, campaignId] }),
  });
}
