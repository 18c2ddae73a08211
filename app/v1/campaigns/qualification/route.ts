import { compatQualifyCampaigns } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { qualifyCampaigns } from "@/lib/server/use-cases/compat/qualify-campaigns";

export const POST = compatRoute(compatQualifyCampaigns, (call) => qualifyCampaigns(call));
