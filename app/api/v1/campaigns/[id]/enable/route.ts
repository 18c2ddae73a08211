import { enableCampaignContract } from "@/lib/contracts/campaigns";
import { route } from "@/lib/server/http/route";
import { switchCampaign } from "@/lib/server/use-cases/coupons/switch-campaign";

export const POST = route(enableCampaignContract, (call) => switchCampaign(call, true));
