import { compatCampaignSummary } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { showSummary } from "@/lib/server/use-cases/compat/show-summary";

export const GET = compatRoute(compatCampaignSummary, (call) => showSummary(call));
