import { disableCampaignContract } from "@/lib/contracts/campaigns";
import { route } from "@/lib/server/http/route";
import { switchCampaign } from "@/lib/server/use-cases/coupons/switch-campaign";

export const POST = route(disableCampaignContract, (call) => switchCampaign(call, false));
