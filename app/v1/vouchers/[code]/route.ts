import {
  compatCreateVoucherCode,
  compatDeleteVoucher,
  compatUpdateVoucher,
} from "@/lib/contracts/compat-campaigns";
import { showVoucherContract } from "@/lib/contracts/vouchers";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { createVoucher } from "@/lib/server/use-cases/compat/create-voucher";
import { deleteVoucher } from "@/lib/server/use-cases/compat/delete-voucher";
import { updateVoucher } from "@/lib/server/use-cases/compat/update-voucher";
import { showVoucher } from "@/lib/server/use-cases/coupons/show-voucher";

export const GET = compatRoute(showVoucherContract, showVoucher);
export const POST = compatRoute(compatCreateVoucherCode, (call) => createVoucher(call));
export const PUT = compatRoute(compatUpdateVoucher, (call) => updateVoucher(call));
export const DELETE = compatRoute(compatDeleteVoucher, (call) => deleteVoucher(call));
