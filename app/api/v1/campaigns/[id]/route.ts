import {
  deleteCampaignContract,
  getCampaignContract,
  updateCampaignContract,
} from "@/lib/contracts/campaigns";
import { route } from "@/lib/server/http/route";
import { deleteCampaign } from "@/lib/server/use-cases/coupons/delete-campaign";
import { getCampaign } from "@/lib/server/use-cases/coupons/get-campaign";
import { updateCampaign } from "@/lib/server/use-cases/coupons/update-campaign";

export const GET = route(getCampaignContract, (call) => getCampaign(call));
export const PATCH = route(updateCampaignContract, (call) => updateCampaign(call));
export const DELETE = route(deleteCampaignContract, (call) => deleteCampaign(call));
