import { importCodesContract } from "@/lib/contracts/campaign-codes";
import { route } from "@/lib/server/http/route";
import { importCodes } from "@/lib/server/use-cases/coupons/import-codes";

export const POST = route(importCodesContract, (call) => importCodes(call));
