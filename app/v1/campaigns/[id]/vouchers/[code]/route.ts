import { compatAddVoucher } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { addVoucher } from "@/lib/server/use-cases/compat/add-voucher";

export const POST = compatRoute(compatAddVoucher, (call) => addVoucher(call));
