import { compatCreateVoucher, compatListVouchers } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { createVoucher } from "@/lib/server/use-cases/compat/create-voucher";
import { listVouchers } from "@/lib/server/use-cases/compat/list-vouchers";

export const GET = compatRoute(compatListVouchers, (call) => listVouchers(call));
export const POST = compatRoute(compatCreateVoucher, (call) => createVoucher(call));
