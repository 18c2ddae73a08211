import { generateCodesContract } from "@/lib/contracts/campaigns";
import { route } from "@/lib/server/http/route";
import { generateCodes } from "@/lib/server/use-cases/coupons/generate-codes";

export const POST = route(generateCodesContract, (call) => generateCodes(call));
