import { compatCreateCampaign, compatListCampaigns } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { createCampaign } from "@/lib/server/use-cases/compat/create-campaign";
import { listCampaigns } from "@/lib/server/use-cases/compat/list-campaigns";

export const GET = compatRoute(compatListCampaigns, (call) => listCampaigns(call));
export const POST = compatRoute(compatCreateCampaign, (call) => createCampaign(call));
