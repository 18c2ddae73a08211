"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { api, withQuery } from "@/lib/client/api";
import { pagesKey, usePages } from "@/lib/client/queries/use-pages";
import { forgetSending, sendFile, sendingOf, watchSendings } from "@/lib/client/send-file";
import type {
  generateCodesContract,
  importCodesContract,
  listCampaignRedemptionsContract,
  listCampaignVouchersContract,
} from "@/lib/contracts/campaign-codes";
import type {
  createCampaignContract,
  getCampaignContract,
  listCampaignsContract,
  updateCampaignContract,
} from "@/lib/contracts/campaigns";
import type { BodyOf, ResponseOf } from "@/lib/contracts/contract";

export type ListedCampaign = ResponseOf<typeof listCampaignsContract>["data"][number];
export type CampaignDetail = ResponseOf<typeof getCampaignContract>;
export type CampaignVoucher = ResponseOf<typeof listCampaignVouchersContract>["data"][number];
export type CampaignRedemption = ResponseOf<typeof listCampaignRedemptionsContract>["data"][number];
export type CodesFile = ResponseOf<typeof importCodesContract>;
export type CodeImport = NonNullable<CampaignDetail["import"]>;
type SavedCampaign = ResponseOf<typeof createCampaignContract>;

const PATH = "/api/v1/campaigns";
const pathOf = (id: string) => `${PATH}/${encodeURIComponent(id)}`;
/** How often a campaign is looked at again: while codes are being made, and otherwise, ms. */
const BUSY_MS = 700;
const LIVE_MS = 10_000;

/** Pages of campaigns, newest first. */
export function useCampaignPages(query: { search?: string; active?: boolean }) {
  return usePages<ListedCampaign>(PATH, query);
}

/** One campaign, kept up to date while in sight. */
export function useCampaign(id: string | null) {
  return useQuery({
    queryKey: ["campaigns", id],
    queryFn: ({ signal }) => api.get<CampaignDetail>(pathOf(id ?? ""), { signal }),
    enabled: id !== null,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => (isBusy(state.data) ? BUSY_MS : LIVE_MS),
  });
}

function isBusy(campaign: CampaignDetail | undefined): boolean {
  return campaign?.batch?.status === "running" || (campaign?.import ? importGoesOn(campaign.import) : false);
}

/** Whether a file of codes is still looked at or written. */
export function importGoesOn({ status }: CodeImport): boolean {
  return status === "checking" || status === "writing";
}

/** Pages of a campaign's codes; `making` while a lot of them is on its way. */
export function useCampaignVouchers(
  id: string,
  query: { search?: string; state?: string },
  { making = false }: { making?: boolean } = {},
) {
  return usePages<CampaignVoucher>(`${pathOf(id)}/vouchers`, query, {
    refetchEveryMs: making ? BUSY_MS : LIVE_MS,
  });
}

/** Pages of what a campaign's codes were used for. */
export function useCampaignRedemptions(id: string) {
  return usePages<CampaignRedemption>(`${pathOf(id)}/redemptions`, {}, { refetchEveryMs: LIVE_MS });
}

/** Creates a campaign. */
export function useCreateCampaign() {
  return useCampaignChange((body: BodyOf<typeof createCampaignContract>) =>
    api.post<SavedCampaign>(PATH, { body }),
  );
}

/** Changes a campaign. */
export function useUpdateCampaign(id: string) {
  return useCampaignChange((body: BodyOf<typeof updateCampaignContract>) =>
    api.patch<SavedCampaign>(pathOf(id), { body }),
  );
}

/** Switches a campaign on or off. */
export function useSwitchCampaign(id: string) {
  return useCampaignChange((active: boolean) =>
    api.post<SavedCampaign>(`${pathOf(id)}/${active ? "enable" : "disable"}`),
  );
}

/** Deletes a campaign nobody has a code of. */
export function useDeleteCampaign(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete(pathOf(id)),
    onSuccess: () => {
      client.removeQueries({ queryKey: ["campaigns", id] });
      void client.invalidateQueries({ queryKey: pagesKey(PATH) });
    },
  });
}

/** Makes codes for a campaign's pool; the answer says how far it is. */
export function useGenerateCodes() {
  return useCampaignChange(({ id, count }: { id: string; count: number }) =>
    api.post<ResponseOf<typeof generateCodesContract>>(`${pathOf(id)}/codes`, { body: { count } }),
  );
}

/** Looks whether a CSV file of codes could be taken in. */
export function useCheckCodes(id: string) {
  return useMutation({
    mutationFn: (file: File) =>
      api.post<CodesFile>(`${pathOf(id)}/codes/import`, { query: { check: true }, file }),
  });
}

/** Sends a CSV file of codes to be taken in; `sending` is how far it is, on every screen of the campaign. */
export function useSendCodes(id: string) {
  const key = `codes:${id}`;
  const sending = useSyncExternalStore(
    watchSendings,
    () => sendingOf(key),
    () => null,
  );
  const client = useQueryClient();
  const send = useCampaignChange(async (file: File) => {
    const path = withQuery(`${pathOf(id)}/codes/imports`, { name: file.name });
    const begun = await sendFile<CodeImport>(key, path, file);
    // Shown at once where the sending was shown.
    client.setQueryData<CampaignDetail>(["campaigns", id], (known) =>
      known && begun ? { ...known, import: begun } : known,
    );
  });
  return { sending, send: send.mutate, cancel: () => forgetSending(key) };
}

/** Shows no more how the latest file of codes ended. */
export function useForgetImport() {
  return useCampaignChange((id: string) => api.delete(`${pathOf(id)}/codes/imports`));
}

function useCampaignChange<Input, Output>(change: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    // Not waited for: what was changed is done, and the screens catch up by themselves.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["campaigns"] });
      void client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] === "pages" && String(queryKey[1]).startsWith(PATH),
      });
    },
  });
}
