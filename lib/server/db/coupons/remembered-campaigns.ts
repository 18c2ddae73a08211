import type { IssuableCampaign } from "./load-issuable-campaigns";

const MOST = 1_000;
const remembered = new Map<string, IssuableCampaign>();

/** A campaign by the name or id it was asked for, as this process read it last, which may be old: whoever acts on it checks its `version` with the same statement. */
export function rememberedCampaign(workspaceId: string, called: string): IssuableCampaign | null {
  return remembered.get(`${workspaceId} ${called}`) ?? null;
}

/** Remembers what was read just now; null forgets. */
export function rememberCampaign(
  workspaceId: string,
  called: string,
  campaign: IssuableCampaign | null,
): void {
  if (remembered.size >= MOST) remembered.clear();
  if (campaign) remembered.set(`${workspaceId} ${called}`, campaign);
  else remembered.delete(`${workspaceId} ${called}`);
}
