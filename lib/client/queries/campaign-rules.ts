"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/client/api";
import type { getCampaignRulesContract, setCampaignRuleContract } from "@/lib/contracts/campaign-rules";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";

type Rules = ResponseOf<typeof getCampaignRulesContract>;
export type CampaignRule = Rules["data"][number];

const pathOf = (id: string) => `/api/v1/campaigns/${encodeURIComponent(id)}/rule`;
const keyOf = (id: string) => ["campaign-rules", id] as const;

/** The rules that a campaign's codes have to keep. */
export function useCampaignRules(id: string) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => api.get<Rules>(pathOf(id), { signal }),
  });
}

/** Sets the campaign's own rule, or takes it away. */
export function useSetCampaignRule(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: BodyOf<typeof setCampaignRuleContract>) => api.put<Rules>(pathOf(id), { body }),
    onSuccess: (rules) => client.setQueryData(keyOf(id), rules),
  });
}
