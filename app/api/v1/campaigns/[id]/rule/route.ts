import { getCampaignRulesContract, setCampaignRuleContract } from "@/lib/contracts/campaign-rules";
import { route } from "@/lib/server/http/route";
import { getCampaignRules } from "@/lib/server/use-cases/coupons/get-campaign-rules";
import { setCampaignRule } from "@/lib/server/use-cases/coupons/set-campaign-rule";

export const GET = route(getCampaignRulesContract, getCampaignRules);
export const PUT = route(setCampaignRuleContract, (call) => setCampaignRule(call));
