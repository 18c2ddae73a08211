import { compatRedeemVoucher, compatVoucherRedemptions } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { redeemVoucher } from "@/lib/server/use-cases/compat/redeem-voucher";
import { voucherRedemptions } from "@/lib/server/use-cases/compat/voucher-redemptions";

export const GET = compatRoute(compatVoucherRedemptions, (call) => voucherRedemptions(call));
export const POST = compatRoute(compatRedeemVoucher, (call) => redeemVoucher(call));
