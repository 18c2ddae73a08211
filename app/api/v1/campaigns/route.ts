import { createCampaignContract, listCampaignsContract } from "@/lib/contracts/campaigns";
import { route } from "@/lib/server/http/route";
import { createCampaign } from "@/lib/server/use-cases/coupons/create-campaign";
import { listCampaigns } from "@/lib/server/use-cases/coupons/list-campaigns";

export const GET = route(listCampaignsContract, (call) => listCampaigns(call));
export const POST = route(createCampaignContract, (call) => createCampaign(call));
