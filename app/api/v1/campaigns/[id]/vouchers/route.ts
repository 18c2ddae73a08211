import { listCampaignVouchersContract } from "@/lib/contracts/campaign-codes";
import { route } from "@/lib/server/http/route";
import { listCampaignVouchers } from "@/lib/server/use-cases/coupons/list-campaign-vouchers";

export const GET = route(listCampaignVouchersContract, (call) => listCampaignVouchers(call));
