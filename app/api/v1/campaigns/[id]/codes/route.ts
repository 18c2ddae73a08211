import { generateCodesContract } from "@/lib/contracts/campaign-codes";
import { route } from "@/lib/server/http/route";
import { generateCodes } from "@/lib/server/use-cases/coupons/generate-codes";

export const POST = route(generateCodesContract, (call) => generateCodes(call));
