import { compatAddVouchers } from "@/lib/contracts/compat-campaigns";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { addVouchers } from "@/lib/server/use-cases/compat/add-vouchers";

export const POST = compatRoute(compatAddVouchers, (call) => addVouchers(call));
