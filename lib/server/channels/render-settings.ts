import type { WorkspaceSettings } from "@/lib/domain/workspace/settings";
import type { RenderSettings } from "./render-source";

/** What a template sees of the workspace: its brand, falling back to its name. */
export function renderSettings(
  workspace: { name: string; currency: string; settings: WorkspaceSettings },
  marketing: boolean,
): Omit<RenderSettings, "unsubscribeUrl"> {
  const { brand } = workspace.settings;
  return {
    shop: {
      name: brand.senderName || workspace.name,
      url: brand.shopUrl,
      address: brand.address,
      logoUrl: brand.logoUrl,
      color: brand.color,
    },
    coupons: { url: brand.couponUrl || brand.shopUrl, parameter: brand.couponParameter },
    currency: workspace.currency,
    marketing,
  };
}
