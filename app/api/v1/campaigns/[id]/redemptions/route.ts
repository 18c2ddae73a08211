import { listCampaignRedemptionsContract } from "@/lib/contracts/campaigns";
import { route } from "@/lib/server/http/route";
import { listCampaignRedemptions } from "@/lib/server/use-cases/coupons/list-campaign-redemptions";

export const GET = route(listCampaignRedemptionsContract, (call) => listCampaignRedemptions(call));
