import {
  compatDeleteCampaign,
  compatGetCampaign,
  compatUpdateCampaign,
} from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { deleteCampaign } from "@/lib/server/use-cases/compat/delete-campaign";
import { showCampaign } from "@/lib/server/use-cases/compat/show-campaign";
import { updateCampaign } from "@/lib/server/use-cases/compat/update-campaign";

export const GET = compatRoute(compatGetCampaign, (call) => showCampaign(call));
export const PUT = compatRoute(compatUpdateCampaign, (call) => updateCampaign(call));
export const DELETE = compatRoute(compatDeleteCampaign, (call) => deleteCampaign(call));
