import { compatDisableVoucher } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { updateVoucher } from "@/lib/server/use-cases/compat/update-voucher";

export const POST = compatRoute(compatDisableVoucher, (call) =>
  updateVoucher({ ...call, body: { active: false } }),
);
