import { compatQualifyVouchers } from "@/lib/contracts/compat-records";
import { compatRoute } from "@/lib/server/compat/compat-route";
import { qualifyVouchers } from "@/lib/server/use-cases/compat/qualify-vouchers";

export const POST = compatRoute(compatQualifyVouchers, (call) => qualifyVouchers(call));
