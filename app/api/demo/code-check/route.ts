import { checkCodeContract } from "@/lib/contracts/demo";
import { route } from "@/lib/server/http/route";
import { checkCode } from "@/lib/server/use-cases/demo/check-code";

export const POST = route(checkCodeContract, (call) => checkCode(call));
