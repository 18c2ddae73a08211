import { listCampaignRedemptionsContract } from "@/lib/contracts/campaign-codes";
import { route } from "@/lib/server/http/route";
import { listCampaignRedemptions } from "@/lib/server/use-cases/coupons/list-campaign-redemptions";

export const GET = route(listCampaignRedemptionsContract, (call) => listCampaignRedemptions(call));
