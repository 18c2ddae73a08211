import { beginImportContract, forgetImportContract } from "@/lib/contracts/campaign-codes";
import { route } from "@/lib/server/http/route";
import { beginImport } from "@/lib/server/use-cases/coupons/begin-import";
import { forgetImport } from "@/lib/server/use-cases/coupons/forget-import";

export const POST = route(beginImportContract, (call) => beginImport(call));
export const DELETE = route(forgetImportContract, (call) => forgetImport(call));
