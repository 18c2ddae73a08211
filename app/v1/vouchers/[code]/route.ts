import { showVoucherContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { showVoucher } from "@/lib/server/use-cases/coupons/show-voucher";

export const GET = compatRoute(showVoucherContract, showVoucher);
