import { compatEnableCampaign } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { switchCampaign } from "@/lib/server/use-cases/compat/switch-campaign";

export const POST = compatRoute(compatEnableCampaign, (call) => switchCampaign(call, true));
