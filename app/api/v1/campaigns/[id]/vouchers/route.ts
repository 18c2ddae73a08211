import { listCampaignVouchersContract } from "@/lib/contracts/campaigns";
import { route } from "@/lib/server/http/route";
import { listCampaignVouchers } from "@/lib/server/use-cases/coupons/list-campaign-vouchers";

export const GET = route(listCampaignVouchersContract, (call) => listCampaignVouchers(call));
