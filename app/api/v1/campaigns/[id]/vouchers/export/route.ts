import { exportCodesContract } from "@/lib/contracts/campaign-codes";
import { route } from "@/lib/server/http/route";
import { exportCodes } from "@/lib/server/use-cases/coupons/export-codes";

export const GET = route(exportCodesContract, exportCodes);
