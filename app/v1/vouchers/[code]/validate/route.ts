import { compatValidateVoucher } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { validateVoucher } from "@/lib/server/use-cases/compat/validate-voucher";

export const POST = compatRoute(compatValidateVoucher, (call) => validateVoucher(call));
