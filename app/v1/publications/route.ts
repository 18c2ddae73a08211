import { publishVoucherContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { publishVoucher } from "@/lib/server/use-cases/coupons/publish-voucher";

export const POST = compatRoute(publishVoucherContract, (call) => publishVoucher(call));
